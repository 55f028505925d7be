-- One row per unit of which visits up to $year named what they found: found by both, missed by the unit, doubtful, and found by the unit alone in what was visited.
with found as (
    select
        unit,
        count(*) filter (self_found = 'both')::integer as both_count,
        count(*) filter (self_found = 'missed')::integer as missed_count,
        count(*) filter (self_found = 'doubtful')::integer as doubtful_count
    from linked.findings
    where self_found <> 'no_register'
        and found_year <= $year
        and ($unit = '' or unit = $unit)
    group by unit
),

alone as (
    select unit, count(*)::integer as alone_count
    from linked.self_found
    where not is_found_again and register_year <= $year and ($unit = '' or unit = $unit)
    group by unit
)

select
    found.unit,
    found.both_count,
    found.missed_count,
    found.both_count + found.missed_count as known_count,
    found.doubtful_count,
    coalesce(alone.alone_count, 0)::integer as alone_count,
    found.both_count + coalesce(alone.alone_count, 0) as own_found_count
from found
left join alone on alone.unit = found.unit
order by found.unit
