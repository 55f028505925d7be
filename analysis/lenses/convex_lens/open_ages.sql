-- One row per age of the items of the register of $year that were still open when it was last known to be current, by days since they were found.
with aged as (
    select
        not is_closed as is_open,
        (known_date - first_found_date)::integer as day_count
    from linked.counted_issues
    where is_closed_dated
        and next_register_year is distinct from register_year
        and first_found_date is not null
        and register_year = $year
        and ($unit = '' or unit = $unit)
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
