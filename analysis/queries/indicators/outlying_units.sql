-- One row per register year and unit: spells begun in earlier years that somebody looked for since, and those whose problem came back in the first such year.
with years as (
    select distinct register_year
    from clean.registers
),

spells as (
    select
        unit,
        start_year,
        count(*) as followed_count,
        count(*) filter (is_return_counted and period_count = 1) as returned_count
    from linked.outcomes
    where period_count > 0 and $unit::varchar is null
    group by unit, start_year
)

select
    years.register_year,
    spells.unit,
    sum(spells.followed_count)::integer as followed_count,
    sum(spells.returned_count)::integer as returned_count
from years
inner join spells on spells.start_year < years.register_year
group by years.register_year, spells.unit
order by years.register_year, spells.unit
