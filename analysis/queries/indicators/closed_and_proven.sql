-- One row per register year: entries closed in that year in forms that ask for a verification, and those of them that somebody verified; an entry that was filed again was not closed.
with years as (
    select distinct register_year
    from clean.registers
    where $unit::varchar is null or unit = $unit
),

closures as (
    select
        year(closed_date) as register_year,
        unit,
        count(*) as closed_count,
        count(verified_date) as verified_count
    from linked.counted_issues
    where closed_date is not null
        and is_verified_dated
        and coalesce(next_register_year > year(closed_date), true)
        and ($unit::varchar is null or unit = $unit)
    group by year(closed_date), unit
),

verified as (
    select coalesce(bool_or(verified_date is not null), false) as is_ever
    from linked.counted_issues
    where $unit::varchar is null or unit = $unit
),

closed as (
    select year(closed_date) as register_year, count(*) as every_count
    from linked.counted_issues
    where closed_date is not null and ($unit::varchar is null or unit = $unit)
    group by year(closed_date)
)

select
    'closed_and_proven' as name,
    years.register_year,
    coalesce(sum(closures.verified_count), 0)::integer as numerator,
    coalesce(sum(closures.closed_count), 0)::integer as denominator,
    count(*) filter (closures.verified_count > 0)::integer as unit_count,
    list(closures.verified_count order by closures.unit) as unit_numerators,
    list(closures.closed_count order by closures.unit) as unit_denominators,
    case
        when coalesce(any_value(closed.every_count), 0) = 0 then 'no_closures'
        when not any_value(verified.is_ever) or denominator = 0 then 'no_verification'
    end as reason
from years
left join closures on closures.register_year = years.register_year
left join closed on closed.register_year = years.register_year
cross join verified
group by years.register_year
order by years.register_year
