-- One row per year, unit and stage: events of finding that say in which stage the problem was found.
select
    coalesce(register_year, year(event_date))::integer as register_year,
    coalesce(unit, '') as unit,
    stage,
    stage_ordinal::integer as stage_ordinal,
    count(*)::integer as found_count
from clean.status_events
where event = 'detected'
    and stage is not null
    and coalesce(register_year, year(event_date)) <= $year
    and ($unit = '' or unit = $unit)
group by coalesce(register_year, year(event_date)), coalesce(unit, ''), stage, stage_ordinal
order by register_year, unit, stage_ordinal
