-- One row per register of a unit that takes part, with whether the whole history has none earlier.
with filed as (
    select register_id, unit, register_year from clean.issues
    union
    select register_id, unit, register_year
    from history.clean.issues
    where not list_contains($own_files, source_file)
        and unit in (select unit from clean.issues)
)

select
    register_id,
    unit,
    register_year,
    register_year = min(register_year) over (partition by unit) as is_baseline
from filed
order by unit, register_year, register_id
