-- One row per spell and looked-for year, while it was at risk: for the discrete-time hazard. A
-- return in the year of the start counts in period 1.
select
    measure_id,
    problem_id,
    unit,
    (row_number() over (partition by measure_id order by period_year))::integer as period_number,
    period_year,
    is_returned
from years
where is_looked_for
order by measure_id, period_number
