-- One row per treatment of unlooked years, register year and unit: spells begun in earlier years that were followed since, and those whose problem came back in the first period.
with years as (
    select distinct register_year
    from clean.registers
),

spells as (
    select
        treatment,
        unit,
        start_year,
        bool_or(is_inspected) as is_inspected,
        count(*) as followed_count,
        count(*) filter (is_back and period_count = 1) as returned_count
    from treatments
    where period_count > 0 and $unit::varchar is null
    group by treatment, unit, start_year
)

select
    spells.treatment,
    years.register_year,
    spells.unit,
    bool_or(spells.is_inspected) as is_inspected,
    sum(spells.followed_count)::integer as followed_count,
    sum(spells.returned_count)::integer as returned_count
from years
inner join spells on spells.start_year < years.register_year
group by spells.treatment, years.register_year, spells.unit
order by spells.treatment, years.register_year, spells.unit
