-- One row per spell: a package of measures that took effect in one unit against one problem, until
-- the problem was seen again, the package was replaced, or the unit or the clause came to an end.
-- Measures of one year are one package, known by its most quantified measure; the same wording
-- filed again in a later year starts nothing, another wording replaces the package.
with worded as (
    -- The wording is the text without digits, signs and spaces: equal when only dates changed.
    select
        stretches.*,
        nullif(regexp_replace(lower(measures.measure_text), '[^\p{Han}a-z]+', '', 'g'), '')
            as wording
    from stretches
    inner join clean.measures as measures on measures.measure_id = stretches.measure_id
    where not stretches.is_alone
),

yearly as (
    select
        stretch,
        start_year,
        any_value(problem_id) as problem_id,
        any_value(unit) as unit,
        any_value(subject) as subject,
        any_value(return_issue_id) as return_issue_id,
        any_value(return_date) as return_date,
        any_value(return_end_date) as return_end_date,
        arg_max(measure_id, (score, -epoch(start_date), measure_id)) as measure_id,
        arg_min(
            {
                'start_date': start_date, 'start_source': start_source, 'clause': clause,
                'category': category, 'register_year': register_year
            },
            (start_date, measure_id)
        ) as first_start,
        max(score) as score,
        count(*) as measure_count,
        list_distinct(list(wording) filter (wording is not null)) as wordings
    from worded
    group by stretch, start_year
),

compared as (
    select
        *,
        lag(start_year) over years is null
        or not list_has_all(
            coalesce(lag(wordings) over years, []::varchar[]),
            coalesce(wordings, []::varchar[])
        ) as is_new
    from yearly
    window years as (partition by stretch order by start_year)
),

versioned as (
    select
        *,
        sum(is_new::integer) over (
            partition by stretch order by start_year
        ) as version
    from compared
),

packages as (
    select
        stretch,
        any_value(problem_id) as problem_id,
        any_value(unit) as unit,
        any_value(subject) as subject,
        any_value(return_issue_id) as return_issue_id,
        any_value(return_date) as return_date,
        any_value(return_end_date) as return_end_date,
        arg_max(measure_id, (score, -start_year)) as measure_id,
        arg_min(first_start, start_year) as first_start,
        sum(measure_count)::integer as measure_count
    from versioned
    group by stretch, version
),

replaced as (
    select
        measure_id,
        problem_id,
        unit,
        subject,
        first_start.clause as clause,
        first_start.category as category,
        first_start.register_year as register_year,
        first_start.start_date as start_date,
        first_start.start_source as start_source,
        measure_count,
        return_issue_id,
        return_date,
        return_end_date,
        lead(first_start.start_date) over (
            partition by stretch order by first_start.start_date
        ) as replaced_date
    from packages
    union all by name
    select
        measure_id, problem_id, unit, subject, clause, category, register_year, start_date,
        start_source, 1 as measure_count, return_issue_id, return_date, return_end_date,
        null::date as replaced_date
    from stretches
    where is_alone
),

first_registers as (
    select unit, min(register_year) as first_year, max(register_year) as last_year
    from clean.registers
    group by unit
),

ended_units as (
    -- A unit that went on filing registers has not ended, whatever else was declared.
    select
        changes.unit,
        max(coalesce(
            changes.changed_date, make_date(first_registers.last_year, 12, 31)
        )) as ended_date
    from clean.unit_changes as changes
    inner join first_registers on first_registers.unit = changes.unit
    where changes.change_kind in ('merge', 'split', 'dissolved')
        and first_registers.last_year
        <= coalesce(year(changes.changed_date), first_registers.last_year)
    group by changes.unit
),

changed_units as (
    select unit from clean.unit_changes where change_kind <> 'rename'
    union
    select to_unit as unit from clean.unit_changes where change_kind <> 'rename'
),

repealed_clauses as (
    select clause_key as clause, max(repealed_date) as repealed_date
    from clean.clauses
    where clause_key is not null
    group by clause_key
    having count(*) = count(repealed_date)
)

select
    (row_number() over (order by replaced.measure_id))::integer as spell,
    replaced.measure_id,
    replaced.problem_id,
    replaced.unit,
    replaced.subject,
    themes.theme,
    themes.is_inspected,
    themes.last_register_year,
    themes.last_whole_year,
    replaced.start_date,
    year(replaced.start_date)::integer as start_year,
    replaced.start_source,
    replaced.measure_count,
    replaced.return_issue_id,
    replaced.return_date,
    replaced.return_end_date,
    replaced.replaced_date,
    ended_units.ended_date,
    repealed_clauses.repealed_date,
    least(replaced.replaced_date, ended_units.ended_date, repealed_clauses.repealed_date)
        as censored_date,
    coalesce(
        replaced.register_year - first_registers.first_year >= $look_back_years, false
    ) as has_look_back,
    replaced.unit in (select changed_units.unit from changed_units where unit is not null)
        as is_changed_unit
from replaced
inner join themes
    on themes.unit = replaced.unit
    and themes.clause is not distinct from replaced.clause
    and themes.category is not distinct from replaced.category
left join first_registers on first_registers.unit = replaced.unit
left join ended_units
    on ended_units.unit = replaced.unit and ended_units.ended_date >= replaced.start_date
left join repealed_clauses
    on repealed_clauses.clause = replaced.clause
    and repealed_clauses.repealed_date >= replaced.start_date
