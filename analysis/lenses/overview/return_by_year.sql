-- One row per year in which measures took effect: spells looked for since, and those that came back in the first such period, also for each unit.
with years as (
    select distinct register_year as start_year
    from clean.registers
    where register_year <= $year
),

spells as (
    select
        *,
        treatment = 'main' as is_main,
        period_count > 0 as is_followed,
        is_back and period_count = 1 as is_first
    from treatments
),

units as (
    select
        start_year,
        unit,
        count(*) filter (is_main) as spell_count,
        count(*) filter (is_main and is_followed) as followed_count,
        count(*) filter (is_main and is_first) as returned_count,
        count(*) filter (is_main and is_first and days_to_return <= 365) as within_count,
        count(*) filter (is_main and is_followed and is_inspected) as inspected_count,
        count(*) filter (is_main and is_found_unvisited) as unvisited_count,
        count(*) filter (is_main and is_possibly_returned and is_followed) as possible_count,
        count(*) filter (is_main and outcome = 'too_early') as too_early_count,
        count(*) filter (is_main and outcome = 'not_looked_for') as not_looked_for_count,
        count(*) filter (treatment = 'other' and is_first) as other_returned_count,
        count(*) filter (treatment = 'other' and is_followed) as other_followed_count,
        count(*) filter (treatment = 'worst' and is_first) as worst_returned_count,
        count(*) filter (treatment = 'worst' and is_followed) as worst_followed_count
    from spells
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
    coalesce(sum(units.possible_count), 0)::integer as possible_count,
    coalesce(sum(units.too_early_count), 0)::integer as too_early_count,
    coalesce(sum(units.not_looked_for_count), 0)::integer as not_looked_for_count,
    sum(units.other_returned_count) / nullif(sum(units.other_followed_count), 0) as other_value,
    sum(units.worst_returned_count) / nullif(sum(units.worst_followed_count), 0) as worst_value,
    list(units.returned_count order by units.unit) as unit_numerators,
    list(units.followed_count order by units.unit) as unit_denominators
from years
left join units on units.start_year = years.start_year
group by years.start_year
order by years.start_year
