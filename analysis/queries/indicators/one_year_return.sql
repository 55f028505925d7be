-- One row per register year: spells that began the year before and were looked for since, and those that ended in a return.
with years as (
    select distinct register_year
    from clean.registers
    where $unit::varchar is null or unit = $unit
),

spells as (
    select
        start_year + 1 as register_year,
        count(*) as spell_count,
        count(*) filter (outcome = 'returned' and looked_for_years <= 1) as returned_count,
        count(*) filter (outcome in ('held', 'returned')) as followed_count,
        count(*) filter (outcome = 'not_looked_for') as unlooked_count
    from linked.outcomes
    where $unit::varchar is null or unit = $unit
    group by start_year, unit
)

select
    'one_year_return' as name,
    years.register_year,
    coalesce(sum(spells.returned_count), 0)::integer as numerator,
    coalesce(sum(spells.followed_count), 0)::integer as denominator,
    count(*) filter (spells.returned_count > 0)::integer as unit_count,
    case
        when count(spells.spell_count) = 0 then 'no_spells'
        when denominator > 0 then null
        when sum(spells.unlooked_count) > 0 then 'not_looked_for'
        else 'too_early'
    end as reason
from years
left join spells on spells.register_year = years.register_year
group by years.register_year
order by years.register_year
