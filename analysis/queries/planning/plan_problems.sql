-- One row per plan and problem that stood in a register in its reach in the $look_back_years years before it.
-- The plan of a unit reaches the unit's registers and those of units whose work it took over; that of a body that files none is the bureau's and reaches all. A problem whose last entry reports it cured does not recur. A plan without a year comes after the last register.
with planned as (
    select
        plans.plan_id,
        units.unit,
        coalesce(plans.plan_year, registered.last_year + 1) as plan_year
    from clean.plans as plans
    left join clean.units as units on units.unit = plans.unit
    cross join (select max(register_year) as last_year from clean.issues) as registered
),

reached as (
    select plan_id, plan_year, unit from planned where unit is not null
    union
    select planned.plan_id, planned.plan_year, heirs.unit
    from planned
    inner join linked.heirs as heirs on heirs.heir = planned.unit
    union
    select planned.plan_id, planned.plan_year, units.unit
    from planned
    cross join clean.units as units
    where planned.unit is null
),

standing as (
    select
        reached.plan_id,
        appearances.problem_id,
        appearances.appearance_number,
        appearances.is_redated_only,
        issues.unit,
        issues.register_year,
        issues.category,
        issues.category_key,
        issues.clause,
        issues.clause_key,
        severities.severity_level,
        severities.is_said,
        shown.says_cured,
        issues.subject_text
    from reached
    inner join clean.issues as issues
        on issues.unit = reached.unit
        and issues.register_year between reached.plan_year - $look_back_years::integer
        and reached.plan_year - 1
    inner join linked.appearances as appearances on appearances.issue_id = issues.issue_id
    inner join linked.severities as severities
        on severities.severity is not distinct from issues.severity
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    inner join linked.shown_classes as shown on shown.shown_class = classes.shown_class
)

select
    plan_id,
    problem_id,
    count(distinct register_year)::integer as year_count,
    min(register_year)::integer as first_year,
    max(register_year)::integer as last_year,
    count(distinct unit)::integer as unit_count,
    arg_max(subject_text, appearance_number) as label,
    arg_max(unit, appearance_number) as unit,
    arg_max(category, appearance_number) as category,
    arg_max(category_key, appearance_number) as category_key,
    arg_max(clause, appearance_number) as clause,
    arg_max(clause_key, appearance_number) as clause_key,
    coalesce(max(severity_level) filter (is_said), max(severity_level)) as severity_level,
    bool_or(is_said) as is_graded,
    bool_and(is_redated_only) as is_only_copied,
    coalesce(max(severity_level) filter (is_said), max(severity_level))
    * count(distinct register_year) as weight,
    arg_max(says_cured, appearance_number) as is_cured,
    count(distinct register_year) >= $recurring_years::integer
    and not arg_max(says_cured, appearance_number) as is_recurring
from standing
group by plan_id, problem_id
order by plan_id, problem_id
