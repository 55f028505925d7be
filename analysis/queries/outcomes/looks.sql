-- One row per theme, year and way of looking: the last day on which an inspection reached the theme, or the end of a year for which the unit filed a register that is not all copied and re-dated (a copy whose flag was dismissed is none).
-- Both are kept for every theme: which of them counts is decided later, the other is the sensitivity run.
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

-- Where the registers record no clause (or no category), it does not matter which a visit names.
reaches as (
    select
        unit,
        if(ignored.clause, null, clause_key) as clause,
        if(ignored.category, null, category_key) as category,
        ignored.clause as ignores_clause,
        ignored.category as ignores_category,
        inspection_year,
        max(inspected_date) as inspected_date
    from visits
    cross join (
        select clause, category
        from (values (true), (false)) as clauses (clause)
        cross join (values (true), (false)) as categories (category)
    ) as ignored
    group by all
),

-- An inspection without a unit, clause or category reached all of them: each theme is sought
-- under every way in which a visit that reached it may be written, so that equality decides.
sought as (
    select distinct
        themes.theme,
        if(named.by_unit, themes.unit, null) as unit,
        if(named.by_clause, themes.clause, null) as clause,
        if(named.by_category, themes.category, null) as category,
        themes.clause is null as ignores_clause,
        themes.category is null as ignores_category
    from themes
    cross join (
        select by_unit, by_clause, by_category
        from (values (true), (false)) as units (by_unit)
        cross join (values (true), (false)) as clauses (by_clause)
        cross join (values (true), (false)) as categories (by_category)
    ) as named
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
        and reaches.ignores_clause = sought.ignores_clause
        and reaches.ignores_category = sought.ignores_category
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
)

select theme, looked_year, looked_date, 'inspection' as looked_by from visited
union all
select theme, looked_year, looked_date, 'register' as looked_by from filed
order by theme, looked_year, looked_by
