-- One row per unit, clause and category of a measure (either may be missing), with who looks for it.
-- Inspections decide wherever the bureau keeps inspection records that reach the subject; else a
-- filed register counts as a self-inspection.
with themes as (
    select distinct unit, clause, category from starts
),

scopes as (
    select distinct clause_key as clause, category_key as category
    from clean.inspections
    where inspection_year is not null
),

inspected as (
    select distinct kinds.clause, kinds.category
    from (select distinct clause, category from themes) as kinds
    inner join scopes
        on (scopes.clause is null or scopes.clause = kinds.clause)
        and (scopes.category is null or scopes.category = kinds.category)
),

registered as (
    select max(register_year) as last_year from clean.registers
),

inspections as (
    select max(inspection_year) as last_year, max(inspected_date) as last_date
    from clean.inspections
)

-- Registers are of whole years; the year of the last inspection is whole from December on.
select
    (row_number() over (order by themes.unit, themes.clause, themes.category))::integer as theme,
    themes.unit,
    themes.clause,
    themes.category,
    inspected.is_inspected is not null as is_inspected,
    registered.last_year as last_register_year,
    registered.last_year - case
        when inspected.is_inspected
            and inspections.last_year >= registered.last_year
            and month(inspections.last_date) < 12
            then 1
        else 0
    end as last_whole_year
from themes
cross join registered
cross join inspections
left join (select *, true as is_inspected from inspected) as inspected
    on inspected.clause is not distinct from themes.clause
    and inspected.category is not distinct from themes.category
order by theme
