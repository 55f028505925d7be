-- One row per time, money or equipment spent.
with spelled as (
    select raw.*, units.unit, dates.start_date
    from raw.effort as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join record_dates as dates on dates.date_text = raw.spent_date_text
)

select
    substring(md5(concat_ws(
        chr(31), 'effort', coalesce(unit, ''), coalesce(register_year::varchar, ''),
        coalesce(spent_date_text, ''), coalesce(category, ''), effort_text,
        row_number() over (
            partition by unit, register_year, spent_date_text, category, effort_text
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as effort_id,
    unit,
    coalesce(register_year, year(start_date))::integer as effort_year,
    start_date as spent_date,
    category,
    effort_text,
    try_cast(replace(regexp_extract(planned_hours_text, '[0-9][0-9,]*(?:[.][0-9]+)?'), ',', '') as double)
        as planned_hours,
    try_cast(replace(regexp_extract(hours_text, '[0-9][0-9,]*(?:[.][0-9]+)?'), ',', '') as double)
        as spent_hours,
    try_cast(replace(regexp_extract(amount_text, '[0-9][0-9,]*(?:[.][0-9]+)?'), ',', '') as double)
        as spent_amount,
    try_cast(replace(regexp_extract(quantity_text, '[0-9][0-9,]*(?:[.][0-9]+)?'), ',', '') as double)
        as quantity,
    source_file,
    source_sheet,
    source_row
from spelled
order by unit, effort_year, source_file, source_sheet nulls first, source_row, effort_id
