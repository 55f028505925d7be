-- One row per answer to "why?" about an issue; `issue_id` is missing where no single issue fits.
with spelled as (
    select
        raw.*,
        units.unit,
        coalesce(by_number.issue_id, by_text.issue_id) as issue_id,
        try_cast(regexp_extract(raw.cause_depth_text, '[0-9]+') as integer) as depth
    from raw.causes as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join referred_issues as by_number
        on by_number.unit = units.unit
        and by_number.register_year is not distinct from raw.register_year
        and by_number.reference = raw.issue_number
    left join referred_issues as by_text
        on by_text.unit = units.unit
        and by_text.register_year is not distinct from raw.register_year
        and by_text.reference = trim(raw.issue_text)
)

select
    substring(md5(concat_ws(
        chr(31), 'cause', coalesce(unit, ''), coalesce(register_year::varchar, ''),
        coalesce(issue_number, ''), coalesce(issue_text, ''), cause_depth_text,
        coalesce(cause_text, ''),
        row_number() over (
            partition by unit, register_year, issue_number, issue_text, cause_depth_text, cause_text
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as cause_id,
    issue_id,
    unit,
    register_year,
    issue_number,
    issue_text,
    depth,
    cause_text,
    measure_text,
    source_file,
    source_sheet,
    source_row
from spelled
order by unit, register_year, issue_number, issue_text, depth, cause_id
