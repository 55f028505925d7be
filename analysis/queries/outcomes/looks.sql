-- One row per theme and year in which somebody looked: the last day on which an inspection did, or
-- the end of a year for which the unit filed a register that is not all copied and re-dated; a copy
-- whose flag was dismissed is none.
with visits as (
    select clause_key, category_key, unit, inspection_year, inspected_date
    from clean.inspections
    where inspection_year is not null
    union all
    -- Whoever visits the unit that has the work now looks for the problems that came with it.
    select
        inspections.clause_key,
        inspections.category_key,
        heirs.unit,
        inspections.inspection_year,
        inspections.inspected_date
    from clean.inspections as inspections
    inner join linked.heirs as heirs
        on heirs.heir = inspections.unit
        and heirs.is_whole
        and coalesce(inspections.inspected_date, make_date(inspections.inspection_year, 12, 31))
        > heirs.since_date
    where inspections.inspection_year is not null
),

reaches as (
    select
        clause_key as clause,
        category_key as category,
        unit,
        inspection_year,
        max(inspected_date) as inspected_date
    from visits
    group by clause_key, category_key, unit, inspection_year
),

-- An inspection without a unit, clause or category reached all of them: each theme is sought
-- under every way in which a visit that reached it may be written, so that equality decides.
sought as (
    select distinct
        themes.theme,
        if(named.by_unit, themes.unit, null) as unit,
        if(named.by_clause, themes.clause, null) as clause,
        if(named.by_category, themes.category, null) as category
    from themes
    cross join (
        select by_unit, by_clause, by_category
        from (values (true), (false)) as units (by_unit)
        cross join (values (true), (false)) as clauses (by_clause)
        cross join (values (true), (false)) as categories (by_category)
    ) as named
    where themes.is_inspected
),

visited as (
    select
        sought.theme,
        reaches.inspection_year as looked_year,
        max(reaches.inspected_date) as looked_date
    from sought
    inner join reaches
        on reaches.unit is not distinct from sought.unit
        and reaches.clause is not distinct from sought.clause
        and reaches.category is not distinct from sought.category
    group by sought.theme, reaches.inspection_year
),

honest_registers as (
    select unit, register_year
    from cures
    where problem_id is not null
    group by unit, register_year
    having not bool_and(is_redated_only)
),

answering_registers as (
    select unit, register_year from honest_registers
    union
    select heirs.unit, registers.register_year
    from honest_registers as registers
    inner join linked.heirs as heirs
        on heirs.heir = registers.unit
        and heirs.is_whole
        and registers.register_year >= year(heirs.since_date)
),

filed as (
    select
        themes.theme,
        registers.register_year as looked_year,
        make_date(registers.register_year, 12, 31) as looked_date
    from themes
    inner join answering_registers as registers on registers.unit = themes.unit
    where not themes.is_inspected
)

select theme, looked_year, looked_date from visited
union all
select theme, looked_year, looked_date from filed
order by theme, looked_year
