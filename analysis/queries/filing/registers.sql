-- One row per register of a unit that takes part, with whether the whole history has none earlier.
with filed as (
    select register_id, unit, register_year from clean.issues
    union
    select register_id, unit, register_year
    from history.clean.issues
    where not list_contains($own_files, source_file)
        and unit in (select unit from clean.issues)
),

firsts as (
    select register_id, min(register_first_year) as register_first_year
    from (
        select register_id, register_first_year from clean.registers
        union all
        select register_id, register_first_year from history.clean.registers
    )
    group by register_id
)

select
    filed.register_id,
    filed.unit,
    filed.register_year,
    coalesce(firsts.register_first_year, filed.register_year) as register_first_year,
    filed.register_year = min(filed.register_year) over (partition by filed.unit) as is_baseline
from filed
left join firsts on firsts.register_id = filed.register_id
order by filed.unit, filed.register_year, filed.register_id
