-- One row per clock, unit and number of days: items whose clock stopped after so many, and those still open when their register was last known to be current. Units enter a clock where they, or the file that they stand in, ever date its end; entries that cannot be timed are counted apart. A clock runs from when the problem was first found; of a problem that was filed again the last entry up to $year counts.
-- Three more clocks run over the matters of the status records, whether they stand in a register or not; those are current until the last event of their file.
with items as (
    select *
    from linked.counted_issues
    where register_year <= $year
        and coalesce(next_register_year > $year, true)
        and ($unit = '' or unit = $unit)
),

events as (
    select *, max(event_date) over (partition by source_file) as last_date
    from clean.status_events
    where event_precision = 'day'
),

matters as (
    select
        events.subject_id,
        any_value(events.unit) as unit,
        false as is_carried_on,
        coalesce(bool_or(issues.is_closed), false) as is_closed,
        min(events.event_date) filter (events.event = 'arose') as arose_date,
        coalesce(
            min(events.event_date) filter (events.event = 'detected'), any_value(issues.found_date)
        ) as found_date,
        min(events.event_date) filter (events.event = 'measure_set') as set_date,
        coalesce(
            min(events.event_date) filter (events.event = 'closed'), any_value(issues.closed_date)
        ) as closed_date,
        max(events.last_date) as known_date
    from events
    left join linked.counted_issues as issues on issues.issue_id = events.issue_id
    where coalesce(events.register_year, year(events.event_date)) <= $year
        and ($unit = '' or events.unit = $unit)
    group by events.subject_id
),

clocks as (
    select
        'effective' as clock,
        unit,
        is_carried_on,
        effective_date is not null as is_ended,
        first_found_date as start_date,
        effective_date as end_date,
        known_date
    from items
    where is_effective_dated
    union all
    select 'closed', unit, is_carried_on, is_closed, first_found_date, closed_date, known_date
    from items
    where is_closed_dated
    union all
    select
        'verified', unit, is_carried_on, verified_date is not null, closed_date, verified_date,
        known_date
    from items
    where is_verified_dated and year(closed_date) = $year
    union all
    select 'arose', unit, is_carried_on, found_date is not null, arose_date, found_date, known_date
    from matters
    where arose_date is not null
    union all
    select 'measure_set', unit, is_carried_on, set_date is not null, found_date, set_date, known_date
    from matters
    where exists (select 1 from matters where set_date is not null)
    union all
    select 'set_closed', unit, is_carried_on, closed_date is not null, set_date, closed_date, known_date
    from matters
    where set_date is not null and exists (select 1 from matters where closed_date is not null)
),

lasted as (
    select
        *,
        is_ended and end_date is null as is_undated,
        (coalesce(end_date, known_date) - start_date)::integer as day_count,
        not is_undated and coalesce(day_count >= 0, false) as is_timed
    from clocks
)

select
    clock,
    unit,
    greatest(day_count, 0)::integer as day_count,
    count(*) filter (is_timed and is_ended)::integer as ended_count,
    count(*) filter (is_timed and not is_ended)::integer as open_count,
    count(*) filter (day_count < 0)::integer as backwards_count,
    count(*) filter (is_carried_on)::integer as carried_count,
    count(*) filter (is_undated)::integer as undated_count,
    count(*) filter (not is_undated and not is_timed)::integer as untimed_count,
    count(*) filter (is_ended)::integer as closed_count,
    count(*)::integer as total_count
from lasted
group by clock, unit, greatest(day_count, 0)
order by list_position(
    ['effective', 'closed', 'verified', 'arose', 'measure_set', 'set_closed'], clock
), unit, day_count
