-- One row per year in which visits named what they found: findings that the unit had missed, of those of which it is known.
with units as (
    select
        found_year,
        unit,
        count(*) filter (self_found = 'missed')::integer as missed_count,
        count(*)::integer as known_count
    from linked.findings
    where self_found in ('missed', 'both')
        and found_year is not null
        and ($unit::varchar is null or unit = $unit)
    group by found_year, unit
)

select
    'missed_by_self' as name,
    found_year as register_year,
    sum(missed_count)::integer as numerator,
    sum(known_count)::integer as denominator,
    count(*) filter (missed_count > 0)::integer as unit_count,
    list(missed_count order by unit) as unit_numerators,
    list(known_count order by unit) as unit_denominators,
    null::varchar as reason
from units
group by found_year
order by found_year
