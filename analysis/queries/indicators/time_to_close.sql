-- One row per register year and number of days from finding to closing: entries closed after so many days, those still open when their register was last known to be current, and apart from both the re-dated copies and the entries that cannot be timed; a unit enters where it, or the file that it stands in, ever dates a closing.
with items as (
    select
        issues.unit,
        issues.register_year,
        issues.found_date,
        classes.is_redated_only,
        measures.closed_date,
        greatest(
            coalesce(issues.filed_date, make_date(issues.register_year, 12, 31)),
            max(measures.closed_date) over (partition by issues.register_id)
        ) as known_date,
        bool_or(measures.closed_date is not null) over (partition by issues.unit)
        or bool_or(measures.closed_date is not null) over (partition by issues.source_file)
            as is_dated
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    left join clean.measures as measures on measures.issue_id = issues.issue_id
    where not classes.is_duplicate
        and ($unit::varchar is null or issues.unit = $unit)
),

lasted as (
    select
        *,
        closed_date is not null as is_closed,
        (coalesce(closed_date, known_date) - found_date)::integer as day_count,
        not is_redated_only and coalesce(day_count >= 0, false) as is_timed
    from items
    where is_dated
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
