-- One row per register year: spells that began the year before and were looked for since, those that came back in the first such period, both for each unit, and beside them what other treatments of unlooked years give.
with years as (
    select distinct register_year
    from clean.registers
    where $unit::varchar is null or unit = $unit
),

spells as (
    select
        *,
        treatment = 'main' as is_main,
        period_count > 0 as is_followed,
        is_back and period_count = 1 as is_first
    from treatments
    where $unit::varchar is null or unit = $unit
),

units as (
    select
        start_year + 1 as register_year,
        unit,
        count(*) filter (is_main) as spell_count,
        count(*) filter (is_main and is_first) as returned_count,
        count(*) filter (is_main and is_followed) as followed_count,
        count(*) filter (is_main and is_first and days_to_return <= 365) as within_count,
        count(*) filter (is_main and is_first and days_to_return is not null) as dated_count,
        count(*) filter (is_main and outcome = 'not_looked_for') as unlooked_count,
        count(*) filter (is_main and is_found_unvisited) as unvisited_count,
        count(*) filter (is_main and is_possibly_returned and is_followed) as possible_count,
        count(*) filter (is_main and is_followed and quantification_score is null)
            as wordless_count,
        count(*) filter (treatment = 'other' and is_first) as other_returned_count,
        count(*) filter (treatment = 'other' and is_followed) as other_followed_count,
        count(*) filter (treatment = 'worst' and is_first) as worst_returned_count,
        count(*) filter (treatment = 'worst' and is_followed) as worst_followed_count,
        bool_or(is_inspected) as is_inspected
    from spells
    group by start_year, unit
)

select
    'one_year_return' as name,
    years.register_year,
    coalesce(sum(units.returned_count), 0)::integer as numerator,
    coalesce(sum(units.followed_count), 0)::integer as denominator,
    count(*) filter (units.returned_count > 0)::integer as unit_count,
    list(units.returned_count order by units.unit) as unit_numerators,
    list(units.followed_count order by units.unit) as unit_denominators,
    coalesce(sum(units.within_count), 0)::integer as within_count,
    coalesce(sum(units.dated_count), 0)::integer as dated_count,
    coalesce(sum(units.unvisited_count), 0)::integer as unvisited_count,
    coalesce(sum(units.possible_count), 0)::integer as possible_count,
    coalesce(sum(units.wordless_count), 0)::integer as wordless_count,
    sum(units.other_returned_count) / nullif(sum(units.other_followed_count), 0) as other_value,
    sum(units.worst_returned_count) / nullif(sum(units.worst_followed_count), 0) as worst_value,
    bool_or(units.is_inspected) as is_inspected,
    case
        when count(units.spell_count) = 0 then 'no_spells'
        when denominator > 0 then null
        when sum(units.unlooked_count) > 0 then 'not_looked_for'
        else 'too_early'
    end as reason
from years
left join units on units.register_year = years.register_year
group by years.register_year
order by years.register_year
