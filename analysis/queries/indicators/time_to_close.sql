-- One row per register year and number of days from finding to closing: entries closed after so many days, those still open when their register was last known to be current, and apart from both the re-dated copies and the entries that cannot be timed; a unit enters where it, or the file that it stands in, ever dates a closing.
with lasted as (
    select
        register_year,
        is_redated_only,
        closed_date is not null as is_closed,
        (coalesce(closed_date, known_date) - found_date)::integer as day_count,
        not is_redated_only and coalesce(day_count >= 0, false) as is_timed
    from linked.counted_issues
    where is_closed_dated and ($unit::varchar is null or unit = $unit)
)

select
    register_year,
    greatest(day_count, 0)::integer as day_count,
    count(*) filter (is_timed and is_closed)::integer as ended_count,
    count(*) filter (is_timed and not is_closed)::integer as open_count,
    count(*) filter (is_redated_only)::integer as aside_count,
    count(*) filter (is_redated_only and is_closed)::integer as aside_closed_count,
    count(*) filter (not is_redated_only and not is_timed)::integer as untimed_count,
    count(*) filter (is_closed)::integer as closed_count,
    count(*)::integer as total_count
from lasted
group by register_year, greatest(day_count, 0)
order by register_year, day_count
