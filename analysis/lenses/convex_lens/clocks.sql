-- One row per clock and number of days: items whose clock stopped after so many, and those still open when their register was last known to be current. Only units that ever date the end of a clock enter it; items that end before they begin are counted apart.
with items as (
    select
        issues.unit,
        issues.register_year,
        issues.found_date,
        measures.effective_date,
        measures.closed_date,
        measures.verified_date,
        greatest(
            coalesce(issues.filed_date, make_date(issues.register_year, 12, 31)),
            max(greatest(measures.effective_date, measures.closed_date, measures.verified_date))
                over (partition by issues.register_id)
        ) as known_date,
        bool_or(measures.effective_date is not null) over unit_registers as is_effective_dated,
        bool_or(measures.closed_date is not null) over unit_registers as is_closed_dated,
        bool_or(measures.verified_date is not null) over unit_registers as is_verified_dated
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    inner join clean.measures as measures on measures.issue_id = issues.issue_id
    where not classes.is_duplicate
        and not classes.is_redated_only
        and issues.register_year <= $year
        and ($unit = '' or issues.unit = $unit)
    window unit_registers as (partition by issues.unit)
),

clocks as (
    select 'effective' as clock, found_date as start_date, effective_date as end_date, known_date
    from items
    where is_effective_dated and found_date is not null
    union all
    select 'closed', found_date, closed_date, known_date
    from items
    where is_closed_dated and found_date is not null
    union all
    select 'verified', closed_date, verified_date, known_date
    from items
    where is_verified_dated and closed_date is not null
),

lasted as (
    select
        clock,
        end_date is not null as is_ended,
        (coalesce(end_date, known_date) - start_date)::integer as day_count
    from clocks
)

select
    clock,
    greatest(day_count, 0)::integer as day_count,
    count(*) filter (is_ended and day_count >= 0)::integer as ended_count,
    count(*) filter (not is_ended and day_count >= 0)::integer as open_count,
    count(*) filter (day_count < 0)::integer as backwards_count
from lasted
group by clock, greatest(day_count, 0)
order by list_position(['effective', 'closed', 'verified'], clock), day_count
