-- One row per unit and register year.
with firsts as (
    select
        issues.register_id,
        min(raw.register_first_year) as register_first_year
    from clean.issues as issues
    inner join raw.registers as raw
        on raw.source_file = issues.source_file
        and raw.source_sheet is not distinct from issues.source_sheet
        and raw.source_row = issues.source_row
        and raw.part = issues.part
    where raw.register_first_year is not null
    group by issues.register_id
),

registers as (
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
)

select
    registers.register_id,
    registers.unit,
    registers.register_year,
    -- The earlier of two years that the register says it is of; else the register year.
    coalesce(firsts.register_first_year, registers.register_year) as register_first_year,
    registers.issue_count,
    registers.filed_date,
    registers.is_baseline,
    registers.text_kind
from registers
left join firsts on firsts.register_id = registers.register_id
order by registers.unit, registers.register_year
