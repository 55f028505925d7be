-- One row per problem of registers up to $year, most issues first: how often, in how many years and units it stood there, and its longest run of years in one unit.
with standing as (
    select
        appearances.problem_id,
        issues.unit,
        issues.register_year,
        count(*) as issue_count,
        arg_max(issues.subject_text, issues.issue_id) as label
    from linked.appearances as appearances
    inner join clean.issues as issues on issues.issue_id = appearances.issue_id
    where issues.register_year <= $year and ($unit = '' or issues.unit = $unit)
    group by appearances.problem_id, issues.unit, issues.register_year
),

islands as (
    select
        standing.*,
        register_year - row_number() over (
            partition by problem_id, unit order by register_year
        ) as island
    from standing
),

runs as (
    select
        problem_id,
        unit,
        island,
        count(*) as run_count,
        sum(issue_count) as issue_count,
        min(register_year) as first_year,
        max(register_year) as last_year,
        arg_max(label, register_year) as label
    from islands
    group by problem_id, unit, island
)

select
    problem_id,
    arg_max(label, (last_year, unit)) as label,
    sum(issue_count)::integer as issue_count,
    max(run_count)::integer as run_count,
    count(distinct unit)::integer as unit_count,
    min(first_year)::integer as first_year,
    max(last_year)::integer as last_year,
    max(run_count) >= $chronic_years::integer as is_chronic,
    bool_or(run_count >= $chronic_years::integer and last_year = $year) as is_chronic_now
from runs
group by problem_id
order by issue_count desc, run_count desc, problem_id
