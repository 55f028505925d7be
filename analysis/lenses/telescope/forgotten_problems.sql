-- One row per recurring problem in the reach of $plans that no item of theirs takes up, the heaviest first.
with fields as (
    select category_key, mode(category order by category) as field
    from clean.issues
    where category_key is not null
    group by category_key
),

taken as (
    select distinct problem_id
    from linked.plan_links
    where is_kept and list_contains($plans, plan_id)
)

select
    problems.problem_id,
    any_value(problems.label order by problems.plan_id) as label,
    any_value(problems.unit order by problems.plan_id) as unit,
    max(problems.unit_count)::integer as unit_count,
    any_value(coalesce(fields.field, problems.clause) order by problems.plan_id) as field,
    max(problems.year_count)::integer as year_count,
    min(problems.first_year)::integer as first_year,
    max(problems.last_year)::integer as last_year,
    max(problems.severity_level) as severity_level,
    bool_or(problems.is_graded) as is_graded,
    bool_and(problems.is_only_copied) as is_only_copied,
    max(problems.weight)::double as weight
from linked.plan_problems as problems
left join fields on fields.category_key = problems.category_key
where problems.is_recurring
    and list_contains($plans, problems.plan_id)
    and problems.problem_id not in (select problem_id from taken)
group by problems.problem_id
order by weight desc, last_year desc, problems.problem_id
