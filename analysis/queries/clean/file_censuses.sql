-- One row per count of files checked out of the files that exist.
with spelled as (
    select raw.*, units.unit, dates.start_date, dates.precision
    from raw.file_censuses as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join record_dates as dates on dates.date_text = raw.checked_date_text
)

select
    substring(md5(concat_ws(
        chr(31), 'census', unit, coalesce(register_year::varchar, ''),
        coalesce(checked_date_text, ''), coalesce(category, ''), coalesce(clause, ''),
        row_number() over (
            partition by unit, register_year, checked_date_text, category, clause
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as file_census_id,
    unit,
    coalesce(register_year, year(start_date))::integer as census_year,
    case when precision = 'day' then start_date end as checked_date,
    clause,
    category,
    try_cast(replace(regexp_extract(existing_count_text, '[0-9][0-9,]*'), ',', '') as integer)
        as existing_count,
    try_cast(replace(regexp_extract(checked_count_text, '[0-9][0-9,]*'), ',', '') as integer)
        as checked_count,
    try_cast(replace(regexp_extract(hit_count_text, '[0-9][0-9,]*'), ',', '') as integer) as hit_count,
    checked_by,
    source_file,
    source_sheet,
    source_row
from spelled
order by unit, census_year, source_file, source_sheet nulls first, source_row, file_census_id
