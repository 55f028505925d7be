-- One row per unit, subject and year in which someone looked for it, and how. A subject is a
-- clause and category (either may be missing) with, for registers, the problem itself.
-- Inspections decide wherever the bureau keeps inspection records that reach the subject; else
-- a filed register counts as a self-inspection, unless all it says of the problem, or all it says
-- at all, is copied and re-dated: that proves that nobody looked.
with subjects as (
    select distinct problem_id, unit, clause, category from spells
),

themes as (
    select distinct clause, category from subjects
),

reaches as (
    select distinct clause, category, unit, inspection_year, inspected_date
    from clean.inspections
    where inspection_year is not null
),

scopes as (
    select distinct clause, category from reaches
),

inspected_themes as (
    select distinct themes.clause, themes.category, true as is_inspected
    from themes
    inner join scopes
        on (scopes.clause is null or scopes.clause = themes.clause)
        and (scopes.category is null or scopes.category = themes.category)
),

kept as (
    select subjects.*, coalesce(inspected_themes.is_inspected, false) as is_inspected
    from subjects
    left join inspected_themes
        on inspected_themes.clause is not distinct from subjects.clause
        and inspected_themes.category is not distinct from subjects.category
),

visited as (
    select
        kept.problem_id,
        kept.unit,
        kept.clause,
        kept.category,
        reaches.inspection_year as looked_year,
        max(reaches.inspected_date) as looked_date,
        'inspection' as looked_by
    from kept
    inner join reaches
        on (reaches.unit is null or reaches.unit = kept.unit)
        and (reaches.clause is null or reaches.clause = kept.clause)
        and (reaches.category is null or reaches.category = kept.category)
    where kept.is_inspected
    group by all
),

honest_registers as (
    select issues.unit, issues.register_year
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    group by issues.unit, issues.register_year
    having not bool_and(classes.is_redated_only or classes.is_duplicate)
),

copied as (
    select appearances.problem_id, issues.unit, issues.register_year
    from linked.appearances as appearances
    inner join clean.issues as issues on issues.issue_id = appearances.issue_id
    group by appearances.problem_id, issues.unit, issues.register_year
    having bool_and(appearances.is_redated_only)
),

filed as (
    select
        kept.problem_id,
        kept.unit,
        kept.clause,
        kept.category,
        registers.register_year as looked_year,
        make_date(registers.register_year, 12, 31) as looked_date,
        'register' as looked_by
    from kept
    inner join honest_registers as registers on registers.unit = kept.unit
    anti join copied
        on copied.problem_id = kept.problem_id
        and copied.unit = kept.unit
        and copied.register_year = registers.register_year
    where not kept.is_inspected
)

select problem_id, unit, clause, category, looked_year, looked_date, looked_by from visited
union all
select problem_id, unit, clause, category, looked_year, looked_date, looked_by from filed
order by problem_id, unit, clause, category, looked_year
