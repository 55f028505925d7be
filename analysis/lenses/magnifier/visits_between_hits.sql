-- One row per visit up to $year, in the order of time, of the subject that was visited most often with findings counted.
with counted as (
    select
        coalesce(clause_key, category_key, '') as subject_key,
        coalesce(clause, category, '') as subject,
        inspected_date,
        inspection_id,
        coalesce(visit_count, 1)::integer as visit_count,
        hit_count
    from clean.inspections
    where inspection_year <= $year and inspected_date is not null and hit_count is not null
),

most as (
    select subject_key
    from counted
    group by subject_key
    having count(*) filter (hit_count > 0) > 1
    order by count(*) desc, subject_key
    limit 1
)

select counted.subject, counted.inspected_date, counted.inspection_id, counted.visit_count, counted.hit_count
from counted
inner join most on most.subject_key = counted.subject_key
order by counted.inspected_date, counted.inspection_id
