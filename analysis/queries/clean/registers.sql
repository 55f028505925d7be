-- One row per unit and register year.
select
    register_id,
    unit,
    register_year,
    count(*)::integer as issue_count,
    max(filed_date) as filed_date,
    register_year = min(register_year) over (partition by unit) as is_baseline,
    max(text_kind) as text_kind
from clean.issues
group by register_id, unit, register_year
order by unit, register_year
