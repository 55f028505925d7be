-- One row per area of registers and records up to $year: hours planned for it and spent on it (missing where nobody recorded any), the issues that stand in it, and their weight by severity.
with spent as (
    select category, sum(spent_hours) as spent_hours, sum(planned_hours) as planned_hours
    from clean.effort
    where category is not null
        and coalesce(spent_hours, planned_hours) is not null
        and effort_year <= $year
        and ($unit = '' or unit = $unit)
    group by category
),

filed as (
    select
        issues.category,
        count(*) as issue_count,
        sum(coalesce(severities.severity_level, 2)) as issue_weight
    from clean.issues as issues
    left join linked.severities as severities
        on severities.severity is not distinct from issues.severity
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    where issues.category is not null
        and not classes.is_duplicate
        and issues.register_year <= $year
        and ($unit = '' or issues.unit = $unit)
    group by issues.category
)

select
    category,
    spent.planned_hours,
    spent.spent_hours,
    coalesce(filed.issue_count, 0)::integer as issue_count,
    coalesce(filed.issue_weight, 0)::double as issue_weight
from spent
full join filed using (category)
where exists (select 1 from spent where spent_hours is not null)
order by issue_count desc, category
