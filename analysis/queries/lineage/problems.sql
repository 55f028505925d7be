-- One row per problem, named by its latest wording.
with appeared as (
    select
        appearances.problem_id,
        appearances.appearance_number,
        issues.register_id,
        issues.unit,
        issues.register_year,
        issues.subject_text
    from linked.appearances as appearances
    inner join clean.issues as issues on issues.issue_id = appearances.issue_id
),

years as (
    select
        problem_id,
        register_year,
        register_year - row_number() over (
            partition by problem_id order by register_year
        ) as run
    from (select distinct problem_id, register_year from appeared)
),

runs as (
    select problem_id, run, count(*) as year_count
    from years
    group by problem_id, run
),

longest as (
    select problem_id, max(year_count) as year_count
    from runs
    group by problem_id
)

select
    appeared.problem_id,
    arg_max(appeared.subject_text, appeared.appearance_number) as label,
    min(appeared.register_year)::integer as first_year,
    max(appeared.register_year)::integer as last_year,
    count(distinct appeared.register_id)::integer as appearance_count,
    count(distinct appeared.unit)::integer as unit_count,
    any_value(longest.year_count) >= $chronic_years as is_chronic
from appeared
inner join longest on longest.problem_id = appeared.problem_id
group by appeared.problem_id
order by appeared.problem_id
