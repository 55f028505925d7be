-- One row per text: whether it holds a date, and the oldest year that no context explains.
select
    years.text,
    years.has_date,
    case when years.needs_reading then reading.oldest_year else years.oldest_year end as oldest_year
from text_years as years
left join read_years as reading on reading.text = years.text
order by years.text
