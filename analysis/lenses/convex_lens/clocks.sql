-- One row per clock and number of days: items whose clock stopped after so many, and those still open when their register was last known to be current. Units enter a clock where they, or the file that they stand in, ever date its end; re-dated copies and entries that cannot be timed are counted apart.
-- Three more clocks run over the matters of the status records, whether they stand in a register or not; those are current until the last event of their file.
with items as (
    select *
    from linked.counted_issues
    where register_year <= $year and ($unit = '' or unit = $unit)
),

events as (
    select *, max(event_date) over (partition by source_file) as last_date
    from clean.status_events
    where event_precision = 'day'
),

matters as (
    select
        events.subject_id,
        coalesce(bool_or(issues.is_redated_only), false) as is_redated_only,
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
        is_redated_only,
        found_date as start_date,
        effective_date as end_date,
        known_date
    from items
    where is_effective_dated
    union all
    select 'closed', is_redated_only, found_date, closed_date, known_date
    from items
    where is_closed_dated
    union all
    select 'verified', is_redated_only, closed_date, verified_date, known_date
    from items
    where is_verified_dated and closed_date is not null
    union all
    select 'arose', is_redated_only, arose_date, found_date, known_date
    from matters
    where arose_date is not null
    union all
    select 'measure_set', is_redated_only, found_date, set_date, known_date
    from matters
    where exists (select 1 from matters where set_date is not null)
    union all
    select 'set_closed', is_redated_only, set_date, closed_date, known_date
    from matters
    where set_date is not null and exists (select 1 from matters where closed_date is not null)
),

lasted as (
    select
        *,
        end_date is not null as is_ended,
        (coalesce(end_date, known_date) - start_date)::integer as day_count,
        not is_redated_only and coalesce(day_count >= 0, false) as is_timed
    from clocks
)

select
    clock,
    greatest(day_count, 0)::integer as day_count,
    count(*) filter (is_timed and is_ended)::integer as ended_count,
    count(*) filter (is_timed and not is_ended)::integer as open_count,
    count(*) filter (not is_redated_only and day_count < 0)::integer as backwards_count,
    count(*) filter (is_redated_only)::integer as aside_count,
    count(*) filter (is_redated_only and is_ended)::integer as aside_closed_count,
    count(*) filter (not is_redated_only and not is_timed)::integer as untimed_count,
    count(*) filter (is_ended)::integer as closed_count,
    count(*)::integer as total_count
from lasted
group by clock, greatest(day_count, 0)
order by list_position(
    ['effective', 'closed', 'verified', 'arose', 'measure_set', 'set_closed'], clock
), day_count
