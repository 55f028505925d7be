-- One row per register year: how many units filed, and how many had filed the year before.
select
    register_year,
    count(*)::integer as register_count,
    sum(issue_count)::integer as issue_count,
    lag(register_count) over (order by register_year) as prior_register_count
from clean.registers
group by register_year
order by register_year
