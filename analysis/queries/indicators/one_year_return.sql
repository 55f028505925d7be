-- One row per register year: spells that began the year before and were looked for since, those that came back in the first such period, both for each unit, and beside them what other treatments of unlooked years give.
with years as (
    select distinct register_year
    from clean.registers
    where $unit::varchar is null or unit = $unit
),

spells as (
    select
        *,
        looked_for_by = 'inspection' as is_inspected,
        outcome = 'returned' or is_found_unvisited as is_seen,
        is_return_counted and period_count = 1 as is_back,
        -- The other treatment: registers as looking where visits are, every year where they are not.
        if(is_inspected, filed_period_count, followed_years) as other_years,
        if(is_inspected, is_filed_return, is_seen) as is_other_seen,
        coalesce(first_unlooked_year, followed_years) as worst_years
    from linked.outcomes
    where $unit::varchar is null or unit = $unit
),

units as (
    select
        start_year + 1 as register_year,
        unit,
        count(*) as spell_count,
        count(*) filter (is_back) as returned_count,
        count(*) filter (period_count > 0) as followed_count,
        count(*) filter (is_back and days_to_return <= 365) as within_count,
        count(*) filter (is_back and days_to_return is not null) as dated_count,
        count(*) filter (outcome = 'not_looked_for') as unlooked_count,
        count(*) filter (is_found_unvisited) as unvisited_count,
        count(*) filter (is_possibly_returned and period_count > 0) as possible_count,
        count(*) filter (other_years > 0 and is_other_seen and other_years = 1)
            as other_returned_count,
        count(*) filter (other_years > 0) as other_followed_count,
        count(*) filter (
            worst_years = 1 and (is_seen or first_unlooked_year is not null)
        ) as worst_returned_count,
        count(*) filter (worst_years > 0) as worst_followed_count,
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
