-- One row per spell and looked-for year, while it was at risk: for the discrete-time hazard. A
-- return in the year of the start counts in period 1.
with numbered as (
    select
        spell,
        period_year,
        is_returned,
        (row_number() over (partition by spell order by period_year))::integer as period_number
    from years
    where is_looked_for
)

select
    spells.measure_id,
    spells.problem_id,
    spells.unit,
    numbered.period_number,
    numbered.period_year,
    numbered.is_returned
from numbered
inner join spells on spells.spell = numbered.spell
order by numbered.spell, numbered.period_number
