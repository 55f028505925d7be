-- One row per year in which measures took effect: spells looked for since, and those that came back in the first such period, also for each unit.
with years as (
    select distinct register_year as start_year
    from clean.registers
    where register_year <= $year
),

units as (
    select
        start_year,
        unit,
        count(*) as spell_count,
        count(*) filter (period_count > 0) as followed_count,
        count(*) filter (is_return_counted and period_count = 1) as returned_count,
        count(*) filter (
            is_return_counted and period_count = 1 and days_to_return <= 365
        ) as within_count,
        count(*) filter (period_count > 0 and looked_for_by = 'inspection') as inspected_count,
        count(*) filter (is_found_unvisited) as unvisited_count,
        count(*) filter (outcome = 'too_early') as too_early_count,
        count(*) filter (outcome = 'not_looked_for') as not_looked_for_count
    from linked.outcomes
    group by start_year, unit
)

select
    years.start_year,
    coalesce(sum(units.spell_count), 0)::integer as spell_count,
    coalesce(sum(units.followed_count), 0)::integer as followed_count,
    coalesce(sum(units.returned_count), 0)::integer as returned_count,
    coalesce(sum(units.within_count), 0)::integer as within_count,
    coalesce(sum(units.inspected_count), 0)::integer as inspected_count,
    coalesce(sum(units.unvisited_count), 0)::integer as unvisited_count,
    coalesce(sum(units.too_early_count), 0)::integer as too_early_count,
    coalesce(sum(units.not_looked_for_count), 0)::integer as not_looked_for_count,
    list(units.returned_count order by units.unit) as unit_numerators,
    list(units.followed_count order by units.unit) as unit_denominators
from years
left join units on units.start_year = years.start_year
group by years.start_year
order by years.start_year
