-- One row per year in which measures took effect: spells looked for since, and those that ended in a return the first time somebody looked.
with years as (
    select distinct register_year as start_year
    from clean.registers
    where register_year <= $year
)

select
    years.start_year,
    count(spells.outcome)::integer as spell_count,
    count(*) filter (spells.outcome in ('held', 'returned'))::integer as followed_count,
    count(*) filter (spells.outcome = 'returned' and spells.looked_for_years <= 1)::integer
        as returned_count,
    count(*) filter (
        spells.outcome in ('held', 'returned') and spells.looked_for_by = 'inspection'
    )::integer as inspected_count,
    count(*) filter (spells.outcome = 'too_early')::integer as too_early_count,
    count(*) filter (spells.outcome = 'not_looked_for')::integer as not_looked_for_count
from years
left join linked.outcomes as spells on spells.start_year = years.start_year
group by years.start_year
order by years.start_year
