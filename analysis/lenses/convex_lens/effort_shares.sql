-- One row per area of registers and records up to $year: hours spent on it (missing where nobody recorded any), and the issues that stand in it.
with spent as (
    select category, sum(spent_hours) as spent_hours
    from clean.effort
    where category is not null
        and spent_hours is not null
        and effort_year <= $year
        and ($unit = '' or unit = $unit)
    group by category
),

filed as (
    select issues.category, count(*) as issue_count
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    where issues.category is not null
        and not classes.is_duplicate
        and issues.register_year <= $year
        and ($unit = '' or issues.unit = $unit)
    group by issues.category
)

select
    category,
    spent.spent_hours,
    coalesce(filed.issue_count, 0)::integer as issue_count
from spent
full join filed using (category)
where exists (select 1 from spent)
order by issue_count desc, category
