-- One row per register year, unit and number of days from finding to closing, first registers left out because copies cannot be told in them, a copy timed since its problem was first found: items closed after so many days, and those still open when their register was last known to be current.
with lasted as (
    select
        register_year,
        unit,
        is_closed as is_ended,
        (coalesce(closed_date, known_date) - first_found_date)::integer as day_count
    from linked.counted_issues
    where is_closed_dated
        and not (is_closed and closed_date is null)
        and next_register_year is distinct from register_year
        and not is_baseline
        and register_year <= $year
        and ($unit = '' or unit = $unit)
)

select
    register_year,
    unit,
    day_count,
    count(*) filter (is_ended)::integer as ended_count,
    count(*) filter (not is_ended)::integer as open_count
from lasted
where day_count >= 0
group by register_year, unit, day_count
order by register_year, unit, day_count
