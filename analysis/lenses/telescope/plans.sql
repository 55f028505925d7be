-- One row per plan of the last year for which one is on record, up to the year after $year; that of a body that files no register is the bureau's (`unit` is NULL).
with known as (
    select
        plans.plan_id,
        units.unit,
        plans.plan_year as said_year,
        coalesce(plans.plan_year, $year + 1)::integer as plan_year,
        plans.item_count,
        plans.revision_count
    from clean.plans as plans
    left join clean.units as units on units.unit = plans.unit
    where coalesce(plans.plan_year, $year + 1) <= $year + 1
        and ($unit = '' or units.unit = $unit)
)

select *
from known
qualify plan_year = max(plan_year) over ()
order by unit nulls first, plan_id
