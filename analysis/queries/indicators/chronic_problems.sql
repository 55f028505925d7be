-- One row per register year: problems standing in a unit's register, and those standing there for $chronic_years years running.
with standing as (
    select hash(problem_id, unit) as subject, any_value(unit) as unit, register_year
    from linked.counted_issues
    where problem_id is not null and ($unit::varchar is null or unit = $unit)
    group by hash(problem_id, unit), register_year
),

-- Only what stood in so many registers at all can have stood there so many years running.
lasting as (
    select standing.*
    from standing
    semi join (
        select subject from standing group by subject having count(*) >= $chronic_years::integer
    ) as often on often.subject = standing.subject
),

runs as (
    select
        unit,
        register_year,
        count(*) over (
            partition by subject
            order by register_year
            range between ($chronic_years::integer - 1) preceding and current row
        ) >= $chronic_years::integer as is_chronic
    from lasting
),

chronic as (
    select
        register_year,
        unit,
        count(*)::integer as problem_count
    from runs
    where is_chronic
    group by register_year, unit
),

years as (
    select
        register_year,
        unit,
        count(*)::integer as problem_count,
        min(register_year) over () as first_year
    from standing
    group by register_year, unit
)

select
    'chronic_problems' as name,
    years.register_year,
    coalesce(sum(chronic.problem_count), 0)::integer as numerator,
    sum(years.problem_count)::integer as denominator,
    count(chronic.unit)::integer as unit_count,
    list(coalesce(chronic.problem_count, 0) order by years.unit) as unit_numerators,
    list(years.problem_count order by years.unit) as unit_denominators,
    case
        when years.register_year - any_value(years.first_year) + 1 < $chronic_years::integer
            then 'few_years'
    end as reason
from years
left join chronic on chronic.register_year = years.register_year and chronic.unit = years.unit
group by years.register_year
order by years.register_year
