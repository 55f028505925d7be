-- One row per spell and looked-for period, while it was at risk: for the discrete-time hazard. A return in the year of the start counts in period 1.
with numbered as (
    select
        calendar,
        period_year,
        is_return,
        (row_number() over (partition by calendar order by period_year))::integer as period_number
    from years
    where is_counted
)

select
    spells.measure_id,
    spells.problem_id,
    spells.unit,
    numbered.period_number,
    numbered.period_year,
    numbered.is_return as is_returned
from spells
inner join numbered on numbered.calendar = spells.calendar
order by spells.measure_id, numbered.period_number
