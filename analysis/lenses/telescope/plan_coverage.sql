-- One row per plan of $plans and one for all of them (`plan_id` is NULL): recurring problems in its reach, and those that an item takes up.
with taken as (
    select distinct plan_id, problem_id, bool_or(basis <> 'phrase') as is_sure
    from linked.plan_links
    where is_kept
    group by plan_id, problem_id
),

reached as (
    select
        problems.plan_id,
        units.unit,
        problems.problem_id,
        problems.weight,
        taken.problem_id is not null as is_taken,
        coalesce(taken.is_sure, false) as is_sure
    from linked.plan_problems as problems
    inner join clean.plans as plans on plans.plan_id = problems.plan_id
    left join clean.units as units on units.unit = plans.unit
    left join taken
        on taken.plan_id = problems.plan_id and taken.problem_id = problems.problem_id
    where problems.is_recurring and list_contains($plans, problems.plan_id)
),

together as (
    select
        null as plan_id,
        null as unit,
        problem_id,
        max(weight) as weight,
        bool_or(is_taken) as is_taken,
        bool_or(is_sure) as is_sure
    from reached
    group by problem_id
)

select
    plan_id,
    unit,
    count(*)::integer as recurring_count,
    count(*) filter (is_taken)::integer as taken_count,
    count(*) filter (is_sure)::integer as sure_count,
    sum(weight)::double as recurring_weight,
    coalesce(sum(weight) filter (is_taken), 0)::double as taken_weight
from (
    select * from reached
    union all by name
    select * from together
)
group by plan_id, unit
order by plan_id is not null, unit nulls first, plan_id
