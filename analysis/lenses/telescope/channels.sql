-- One row per channel by which opinions on the plan of $plan_year were asked for.
select
    coalesce(consultations.channel, '?') as channel,
    count(*)::integer as event_count,
    sum(consultations.attendee_count)::integer as attendee_count
from clean.consultations as consultations
left join clean.units as units on units.unit = consultations.unit
where consultations.plan_year is not distinct from $plan_year
    and ($unit = '' or units.unit = $unit)
group by coalesce(consultations.channel, '?')
order by event_count desc, channel
