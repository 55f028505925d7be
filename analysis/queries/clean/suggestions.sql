-- One row per suggestion; a row that only says how many were received is none.
with spelled as (
    select raw.*, units.unit, dates.start_date as decided_date, lower(raw.decision) as word
    from raw.suggestions as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join record_dates as dates on dates.date_text = raw.decided_date_text
    where raw.suggestion_text is not null or raw.decision is not null
)

select
    substring(md5(concat_ws(
        chr(31), 'suggestion', coalesce(unit, ''), coalesce(register_year::varchar, ''), target,
        coalesce(suggestion_text, ''),
        row_number() over (
            partition by unit, register_year, target, suggestion_text
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as suggestion_id,
    substring(md5(concat_ws(
        chr(31), 'round', coalesce(unit, ''), coalesce(register_year::varchar, ''), target
    )), 1, 16) as round_id,
    unit,
    register_year as plan_year,
    target,
    suggestion_text,
    suggested_by,
    case
        when regexp_matches(word, '^(不|未|否|no\b|declin|reject)') then 'declined'
        when regexp_matches(word, '部分|partly|in part') then 'partly'
        when regexp_matches(word, '采纳|採納|吸收|^是|^yes|adopt|accept') then 'adopted'
    end as decision,
    decision as decision_text,
    decided_date,
    changed_text,
    source_file,
    source_sheet,
    source_row
from spelled
order by unit, plan_year, source_file, source_sheet nulls first, source_row, suggestion_id
