-- One row per subject and year of visits up to $year that say their hours: days and hours looked, within the hours of risk.
with timed as (
    select
        coalesce(clause, category, '') as subject,
        inspection_year,
        inspected_date,
        inspection_id,
        greatest(window_start_time, $risk_from::time) as from_time,
        least(window_end_time, $risk_to::time) as to_time,
        window_start_time,
        window_end_time
    from clean.inspections
    where inspection_year <= $year
        and window_start_time is not null
        and window_end_time > window_start_time
)

select
    subject,
    inspection_year,
    count(*)::integer as visit_count,
    count(distinct inspected_date)::integer as day_count,
    mode(
        strftime(date '2000-01-01' + window_start_time, '%H:%M')
        || '–' || strftime(date '2000-01-01' + window_end_time, '%H:%M')
        order by window_start_time, window_end_time
    ) as window_text,
    coalesce(sum(
        date_diff('minute', from_time, to_time)
    ) filter (to_time > from_time), 0)::double / 60 as looked_hours
from timed
group by subject, inspection_year
order by inspection_year desc, subject
