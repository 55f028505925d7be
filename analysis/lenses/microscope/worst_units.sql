-- One row per unit that filed in $year and the year before: problems that came back in each of the two years.
with filing as (
    select unit
    from clean.registers
    where register_year in ($year, $year - 1) and ($unit = '' or unit = $unit)
    group by unit
    having count(distinct register_year) = 2
),

returned as (
    select unit, year(end_date) as returned_year
    from linked.outcomes
    where is_return_counted
)

select
    filing.unit,
    count(*) filter (returned.returned_year = $year - 1)::integer as before_count,
    count(*) filter (returned.returned_year = $year)::integer as after_count
from filing
left join returned on returned.unit = filing.unit
group by filing.unit
order by filing.unit
