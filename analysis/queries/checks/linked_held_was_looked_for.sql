-- One row per spell said to have held though nobody looked.
select measure_id, problem_id, looked_for_years
from linked.outcomes
where outcome = 'held' and looked_for_years < 1
order by measure_id, problem_id
