-- One row per register year: measures closed in that year, and those of them whose effect somebody verified.
with years as (
    select distinct register_year
    from clean.registers
    where $unit::varchar is null or unit = $unit
),

closures as (
    select
        year(closed_date) as register_year,
        count(*) as closed_count,
        count(verified_date) as verified_count
    from linked.counted_issues
    where closed_date is not null and ($unit::varchar is null or unit = $unit)
    group by year(closed_date), unit
),

verified as (
    select sum(verified_count) > 0 as is_ever from closures
)

select
    'closed_and_proven' as name,
    years.register_year,
    coalesce(sum(closures.verified_count), 0)::integer as numerator,
    coalesce(sum(closures.closed_count), 0)::integer as denominator,
    count(*) filter (closures.verified_count > 0)::integer as unit_count,
    case
        when count(closures.closed_count) = 0 then 'no_closures'
        when not any_value(verified.is_ever) then 'no_verification'
    end as reason
from years
left join closures on closures.register_year = years.register_year
cross join verified
group by years.register_year
order by years.register_year
