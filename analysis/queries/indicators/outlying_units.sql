-- One row per register year and unit: spells begun in earlier years that somebody looked for since, and those whose problem came back in the first such year.
with years as (
    select distinct register_year
    from clean.registers
)

select
    years.register_year,
    outcomes.unit,
    count(*)::integer as followed_count,
    count(*) filter (
        outcomes.outcome = 'returned' and outcomes.looked_for_years <= 1
    )::integer as returned_count
from years
inner join linked.outcomes as outcomes
    on outcomes.start_year < years.register_year
    and outcomes.outcome in ('held', 'returned')
where $unit::varchar is null
group by years.register_year, outcomes.unit
order by years.register_year, outcomes.unit
