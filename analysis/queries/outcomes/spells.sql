-- One row per spell: a package of measures that took effect in one unit against one problem, until
-- the problem was seen again, the package was replaced, or the unit or the clause came to an end.
-- Measures of one year are one package, known by its most quantified measure; the same wording
-- filed again in a later year starts nothing, another wording replaces the package.
with yearly as (
    select
        starts.problem_id,
        starts.unit,
        starts.start_year,
        returns.return_issue_id,
        any_value(returns.return_date) as return_date,
        any_value(returns.return_end_date) as return_end_date,
        arg_max(
            starts.measure_id, (starts.score, -epoch(starts.start_date), starts.measure_id)
        ) as measure_id,
        arg_min(
            {
                'start_date': starts.start_date, 'start_source': starts.start_source,
                'clause': starts.clause, 'category': starts.category,
                'register_year': starts.register_year
            },
            (starts.start_date, starts.measure_id)
        ) as first_start,
        max(starts.score) as score,
        count(*) as measure_count,
        list_distinct(list(starts.wording) filter (starts.wording <> '')) as wordings
    from starts
    left join returns on returns.measure_id = starts.measure_id
    group by starts.problem_id, starts.unit, starts.start_year, returns.return_issue_id
),

compared as (
    select
        *,
        lag(start_year) over stretch is null
        or not list_has_all(
            coalesce(lag(wordings) over stretch, []::varchar[]),
            coalesce(wordings, []::varchar[])
        ) as is_new
    from yearly
    window stretch as (partition by problem_id, unit, return_issue_id order by start_year)
),

versioned as (
    select
        *,
        sum(is_new::integer) over (
            partition by problem_id, unit, return_issue_id order by start_year
        ) as version
    from compared
),

packages as (
    select
        problem_id,
        unit,
        return_issue_id,
        any_value(return_date) as return_date,
        any_value(return_end_date) as return_end_date,
        arg_max(measure_id, (score, -start_year)) as measure_id,
        arg_min(first_start, start_year) as first_start,
        sum(measure_count)::integer as measure_count
    from versioned
    group by problem_id, unit, return_issue_id, version
),

replaced as (
    select
        *,
        lead(first_start.start_date) over (
            partition by problem_id, unit, return_issue_id order by first_start.start_date
        ) as replaced_date
    from packages
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
    select clause, max(repealed_date) as repealed_date
    from clean.clauses
    where clause is not null
    group by clause
    having count(*) = count(repealed_date)
)

select
    replaced.measure_id,
    replaced.problem_id,
    replaced.unit,
    replaced.first_start.clause as clause,
    replaced.first_start.category as category,
    replaced.first_start.start_date as start_date,
    year(replaced.first_start.start_date)::integer as start_year,
    replaced.first_start.start_source as start_source,
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
        replaced.first_start.register_year - first_registers.first_year >= $look_back_years, false
    ) as has_look_back,
    replaced.unit in (select changed_units.unit from changed_units where unit is not null)
        as is_changed_unit
from replaced
left join first_registers on first_registers.unit = replaced.unit
left join ended_units
    on ended_units.unit = replaced.unit
    and ended_units.ended_date >= replaced.first_start.start_date
left join repealed_clauses
    on repealed_clauses.clause = replaced.first_start.clause
    and repealed_clauses.repealed_date >= replaced.first_start.start_date
order by replaced.measure_id
