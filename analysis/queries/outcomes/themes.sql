-- One row per unit, clause and category of a measure (either may be missing), with who looks for it.
-- A bureau that keeps inspection records is looked at by inspections alone, whatever they reach;
-- only where it keeps none does a filed register count as a self-inspection (contract, ruling 8).
with themes as (
    select distinct unit, clause, category from starts
),

registered as (
    select max(register_year) as last_year from clean.registers
),

inspections as (
    select
        count(*) > 0 as is_kept,
        max(inspection_year) as last_year,
        max(inspected_date) as last_date
    from clean.inspections
)

-- Registers are of whole years; the year of the last inspection is whole from December on.
select
    (row_number() over (order by themes.unit, themes.clause, themes.category))::integer as theme,
    themes.unit,
    themes.clause,
    themes.category,
    inspections.is_kept as is_inspected,
    registered.last_year as last_register_year,
    registered.last_year - case
        when inspections.last_year >= registered.last_year and month(inspections.last_date) < 12
            then 1
        else 0
    end as last_whole_year
from themes
cross join registered
cross join inspections
order by theme
