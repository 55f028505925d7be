-- One row per revision of a rule or of a batch of rules; a batch has a number of rules, which may
-- be a lower bound (`30多项`).
with spelled as (
    select raw.*, units.unit, dates.start_date as revised_date
    from raw.rules as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join record_dates as dates on dates.date_text = raw.revised_date_text
)

select
    substring(md5(concat_ws(
        chr(31), 'rule', coalesce(unit, ''), coalesce(register_year::varchar, ''), rule_title,
        coalesce(revised_date_text, ''),
        row_number() over (
            partition by unit, register_year, rule_title, revised_date_text
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as rule_revision_id,
    unit,
    register_year,
    rule_title,
    try_cast(replace(regexp_extract(rule_count_text, '[0-9][0-9,]*'), ',', '') as integer)
        as rule_count,
    case
        when rule_count_text is null then null
        else coalesce(regexp_matches(lower(lower_bound_text), '^(是|yes|true|1|y$)'), false)
            or regexp_matches(
                lower(rule_count_text), '多|余|餘|以上|[≥>+]|at least|over|more than'
            )
    end as is_lower_bound,
    coalesce(
        try_cast(replace(regexp_extract(rule_count_text, '[0-9][0-9,]*'), ',', '') as integer) > 1, false
    ) as is_batch,
    change,
    clause,
    category,
    revised_date,
    compiled_in,
    note,
    source_file,
    source_sheet,
    source_row
from spelled
order by unit, register_year, source_file, source_sheet nulls first, source_row, rule_revision_id
