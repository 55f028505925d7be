-- One row per register year: spells that began the year before and were looked for since, and those that ended in a return.
with years as (
    select distinct register_year
    from clean.registers
    where $unit::varchar is null or unit = $unit
),

spells as (
    select
        start_year + 1 as register_year,
        unit,
        outcome,
        outcome = 'returned' and looked_for_years <= 1 as is_returned
    from linked.outcomes
    where $unit::varchar is null or unit = $unit
)

select
    'one_year_return' as name,
    years.register_year,
    count(*) filter (spells.is_returned)::integer as numerator,
    count(*) filter (spells.outcome in ('held', 'returned'))::integer as denominator,
    count(distinct spells.unit) filter (spells.is_returned)::integer as unit_count,
    case
        when count(spells.outcome) = 0 then 'no_spells'
        when denominator > 0 then null
        when count(*) filter (spells.outcome = 'not_looked_for') > 0 then 'not_looked_for'
        else 'too_early'
    end as reason
from years
left join spells on spells.register_year = years.register_year
group by years.register_year
order by years.register_year
