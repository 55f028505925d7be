-- One row per unit, clause and category of a measure (clause or category may be missing), with who looks for it and how long there is something to look for.
-- A bureau that keeps inspection records is looked at by inspections alone, whatever they reach; only where it keeps none does a filed register count as a self-inspection (contract, ruling 8).
with themes as (
    select distinct unit, clause_key as clause, category_key as category
    from cures
    where measure_id is not null
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
),

filed as (
    select unit, min(register_year) as first_year, max(register_year) as last_year
    from clean.registers
    group by unit
),

-- A unit that went on filing registers has not ended, whatever else was declared; one whose work
-- went to another as a whole goes on there.
ended as (
    select
        changes.unit,
        max(coalesce(changes.changed_date, make_date(filed.last_year, 12, 31))) as ended_date
    from clean.unit_changes as changes
    inner join filed on filed.unit = changes.unit
    where changes.change_kind in ('merge', 'split', 'dissolved')
        and filed.last_year <= coalesce(year(changes.changed_date), filed.last_year)
        and changes.unit not in (select heirs.unit from linked.heirs as heirs where heirs.is_whole)
    group by changes.unit
),

changed as (
    select unit from clean.unit_changes where change_kind <> 'rename'
    union
    select to_unit as unit from clean.unit_changes where change_kind <> 'rename'
),

repealed as (
    select clause_key as clause, max(repealed_date) as repealed_date
    from clean.clauses
    where clause_key is not null
    group by clause_key
    having count(*) = count(repealed_date)
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
    end as last_whole_year,
    filed.first_year as first_register_year,
    ended.ended_date,
    repealed.repealed_date,
    changed.unit is not null as is_changed_unit
from themes
cross join registered
cross join inspections
left join filed on filed.unit = themes.unit
left join ended on ended.unit = themes.unit
left join changed on changed.unit = themes.unit
left join repealed on repealed.clause = themes.clause
order by theme
