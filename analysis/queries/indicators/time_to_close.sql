-- One row per register year, unit and number of days since the problem was first found: entries closed after so many days, those still open when their register was last known to be current, and apart from both the entries that cannot be timed (closed on a day that nobody wrote, or without usable dates); a copy keeps the day on which its problem was first found.
with lasted as (
    select
        register_year,
        unit,
        is_carried_on,
        is_closed,
        is_closed and closed_date is null as is_undated,
        (coalesce(closed_date, known_date) - first_found_date)::integer as day_count,
        not is_undated and coalesce(day_count >= 0, false) as is_timed
    from linked.counted_issues
    where is_closed_dated
        and next_register_year is distinct from register_year
        and ($unit::varchar is null or unit = $unit)
)

select
    register_year,
    unit,
    greatest(day_count, 0)::integer as day_count,
    count(*) filter (is_timed and is_closed)::integer as ended_count,
    count(*) filter (is_timed and not is_closed)::integer as open_count,
    count(*) filter (is_carried_on)::integer as carried_count,
    count(*) filter (is_undated)::integer as undated_count,
    count(*) filter (not is_undated and not is_timed)::integer as untimed_count,
    count(*) filter (is_closed)::integer as closed_count,
    count(*)::integer as total_count
from lasted
group by register_year, unit, greatest(day_count, 0)
order by register_year, unit, day_count
