-- One row per deadline that is no date and may be a length of time, and the day from which it would count (null when unknown).
select distinct
    raw.due_date_text,
    case when found.precision = 'day' then found.start_date end as start_date
from raw.registers as raw
left join date_conventions as conventions
    on conventions.source_file = raw.source_file
    and conventions.source_sheet is not distinct from raw.source_sheet
inner join date_texts as due
    on due.date_text = raw.due_date_text
    and due.year = raw.register_year
    and due.convention = coalesce(conventions.due_date_text, '')
left join date_texts as found
    on found.date_text = raw.found_date_text
    and found.year = raw.register_year
    and found.convention = coalesce(conventions.found_date_text, '')
where due.start_date is null and due.kind in ('unknown', 'yearless', 'impossible')
order by due_date_text, start_date nulls first
