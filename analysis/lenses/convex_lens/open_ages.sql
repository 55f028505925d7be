-- One row per age of the items of the register of $year that were still open when it was last known to be current, by days since they were found.
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

aged as (
    select
        closed_date is null and verified_date is null as is_open,
        (known_date - found_date)::integer as day_count
    from items
    where is_closed_dated and found_date is not null and register_year = $year
),

ages as (
    select *
    from (values ('to_30', 0, 30), ('to_90', 31, 90), ('to_180', 91, 180), ('to_365', 181, 365), ('over', 366, null))
        as listed (age, first_day_count, last_day_count)
)

select
    ages.age,
    count(*) filter (
        aged.is_open
        and aged.day_count >= ages.first_day_count
        and aged.day_count <= coalesce(ages.last_day_count, aged.day_count)
    )::integer as open_count,
    count(aged.is_open)::integer as item_count
from ages
left join aged on true
group by ages.age, ages.first_day_count
order by ages.first_day_count
