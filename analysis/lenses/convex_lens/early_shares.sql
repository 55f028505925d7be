-- One row per register year and number of days from finding to closing, first registers left out because copies cannot be told in them: items closed after so many days, and those still open when their register was last known to be current.
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
        bool_or(measures.effective_date is not null) over unit_registers
        or bool_or(measures.effective_date is not null) over files as is_effective_dated,
        bool_or(measures.closed_date is not null) over unit_registers
        or bool_or(measures.closed_date is not null) over files as is_closed_dated,
        bool_or(measures.verified_date is not null) over unit_registers
        or bool_or(measures.verified_date is not null) over files as is_verified_dated
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    left join clean.measures as measures on measures.issue_id = issues.issue_id
    where not classes.is_duplicate
        and not classes.is_redated_only
        and issues.register_year <= $year
        and ($unit = '' or issues.unit = $unit)
    window
        unit_registers as (partition by issues.unit),
        files as (partition by issues.source_file)
),

lasted as (
    select
        register_year,
        closed_date is not null as is_ended,
        (coalesce(closed_date, known_date) - found_date)::integer as day_count
    from items
    where is_closed_dated
        and found_date is not null
        and (unit, register_year) not in (
            select (registers.unit, registers.register_year)
            from clean.registers as registers
            where registers.is_baseline
        )
)

select
    register_year,
    day_count,
    count(*) filter (is_ended)::integer as ended_count,
    count(*) filter (not is_ended)::integer as open_count
from lasted
where day_count >= 0
group by register_year, day_count
order by register_year, day_count
