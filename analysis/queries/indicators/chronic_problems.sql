-- One row per register year: problems standing in a unit's register, and those standing there for $chronic_years years running.
with standing as (
    select distinct issues.unit, appearances.problem_id, issues.register_year
    from linked.appearances as appearances
    inner join clean.issues as issues on issues.issue_id = appearances.issue_id
    where $unit::varchar is null or issues.unit = $unit
),

runs as (
    select
        unit,
        register_year,
        count(*) over (
            partition by unit, problem_id
            order by register_year
            range between ($chronic_years::integer - 1) preceding and current row
        ) >= $chronic_years::integer as is_chronic,
        register_year - min(register_year) over () + 1 < $chronic_years::integer as is_too_early
    from standing
)

select
    'chronic_problems' as name,
    register_year,
    count(*) filter (is_chronic)::integer as numerator,
    count(*)::integer as denominator,
    count(distinct unit) filter (is_chronic)::integer as unit_count,
    case when bool_and(is_too_early) then 'few_years' end as reason
from runs
group by register_year
order by register_year
