-- One row per year in which visits named what they found: findings that the unit had missed, of those of which it is known.
select
    'missed_by_self' as name,
    found_year as register_year,
    count(*) filter (self_found = 'missed')::integer as numerator,
    count(*)::integer as denominator,
    count(distinct unit) filter (self_found = 'missed')::integer as unit_count,
    null::varchar as reason
from linked.findings
where self_found in ('missed', 'both')
    and found_year is not null
    and ($unit::varchar is null or unit = $unit)
group by found_year
order by found_year
