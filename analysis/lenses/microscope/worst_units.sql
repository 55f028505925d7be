-- One row per treatment of unlooked years and unit that filed in $year and the year before: problems that came back in each of the two years, and beside them those found without a visit.
with filing as (
    select unit
    from clean.registers
    where register_year in ($year, $year - 1) and ($unit = '' or unit = $unit)
    group by unit
    having count(distinct register_year) = 2
),

returned as (
    select
        treatments.treatment,
        treatments.unit,
        treatments.is_inspected,
        treatments.is_found_unvisited,
        case
            when treatments.treatment = 'worst' then start_year + period_count
            when treatments.treatment = 'other' then issues.register_year
            else year(end_date)
        end as returned_year
    from treatments
    left join clean.issues as issues on issues.issue_id = treatments.return_issue_id
    where period_count > 0 and is_back
),

every as (
    select distinct filing.unit, named.treatment
    from filing
    cross join (values ('main'), ('other'), ('worst')) as named (treatment)
)

select
    every.treatment,
    every.unit,
    coalesce(bool_or(returned.is_inspected), false) as is_inspected,
    count(*) filter (returned.returned_year = $year - 1)::integer as before_count,
    count(*) filter (returned.returned_year = $year)::integer as after_count,
    count(*) filter (
        returned.is_found_unvisited and returned.returned_year in ($year, $year - 1)
    )::integer as unvisited_count
from every
left join returned on returned.unit = every.unit and returned.treatment = every.treatment
group by every.treatment, every.unit
order by every.treatment, every.unit
