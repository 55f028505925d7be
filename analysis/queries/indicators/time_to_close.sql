-- One row per register year and number of days from finding to closing: items closed after so many days, and those still open when their register was last known to be current; units that never date a closing do not enter.
with items as (
    select
        issues.unit,
        issues.register_year,
        issues.found_date,
        measures.closed_date,
        greatest(
            coalesce(issues.filed_date, make_date(issues.register_year, 12, 31)),
            max(measures.closed_date) over (partition by issues.register_id)
        ) as known_date,
        bool_or(measures.closed_date is not null) over (partition by issues.unit) as is_dated
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    inner join clean.measures as measures on measures.issue_id = issues.issue_id
    where not classes.is_duplicate
        and not classes.is_redated_only
        and ($unit::varchar is null or issues.unit = $unit)
),

lasted as (
    select
        *,
        closed_date is not null as is_closed,
        (coalesce(closed_date, known_date) - found_date)::integer as day_count
    from items
    where is_dated and found_date is not null
)

select
    register_year,
    day_count,
    count(*) filter (is_closed)::integer as ended_count,
    count(*) filter (not is_closed)::integer as open_count,
    count(distinct unit)::integer as unit_count
from lasted
where day_count >= 0
group by register_year, day_count
order by register_year, day_count
