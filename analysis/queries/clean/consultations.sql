-- One row per meeting or other way in which opinions were asked for.
with spelled as (
    select raw.*, units.unit, dates.start_date as held_date
    from raw.consultations as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join record_dates as dates on dates.date_text = raw.held_date_text
)

select
    substring(md5(concat_ws(
        chr(31), 'consultation', coalesce(unit, ''), coalesce(register_year::varchar, ''), channel,
        coalesce(held_date_text, ''), coalesce(event_number_text, ''),
        row_number() over (
            partition by unit, register_year, channel, held_date_text, event_number_text
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as consultation_id,
    unit,
    register_year as plan_year,
    try_cast(regexp_extract(event_number_text, '[0-9]+') as integer) as event_number,
    channel,
    audience,
    groups_text,
    purpose,
    held_date,
    try_cast(replace(regexp_extract(attendee_count_text, '[0-9][0-9,]*'), ',', '') as integer)
        as attendee_count,
    source_file,
    source_sheet,
    source_row
from spelled
order by unit, plan_year, source_file, source_sheet nulls first, source_row, consultation_id
