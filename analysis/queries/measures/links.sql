-- One row per measure and scope with an earlier measure to compare it with.
with found as (
    select 'own' as scope, * from measure_own
    union all
    select 'other_problem' as scope, * from measure_other_problem
    union all
    select 'other_unit' as scope, * from measure_other_unit
),

classed as (
    select
        found.*,
        newer.register_year,
        newer.problem_id,
        newer.unit,
        older.register_year as prior_register_year,
        case found.level
            when 1 then 'verbatim'
            when 2 then 'redated'
            else changes.reuse_class
        end as reuse_class
    from found
    inner join measure_entries as newer on newer.measure_id = found.measure_id
    inner join measure_entries as older on older.measure_id = found.prior_measure_id
    left join measure_changes as changes
        on changes.level = found.level
        and changes.older_text = older.measure_text
        and changes.newer_text = newer.measure_text
),

-- A spell is followed for a package of measures, so a return is looked up by problem and unit.
returned as (
    select distinct outcomes.problem_id, outcomes.unit, issues.register_year
    from linked.outcomes as outcomes
    inner join clean.issues as issues on issues.issue_id = outcomes.return_issue_id
    where outcomes.outcome = 'returned'
),

failed as (
    select distinct classed.measure_id, classed.prior_measure_id
    from classed
    inner join returned
        on returned.problem_id = classed.problem_id
        and returned.unit = classed.unit
        and returned.register_year > classed.prior_register_year
        and returned.register_year <= classed.register_year
    inner join linked.reuse_classes as reuse on reuse.reuse_class = classed.reuse_class
    where classed.scope = 'own' and reuse.is_copy
)

select
    classed.measure_id,
    classed.prior_measure_id,
    classed.scope,
    classed.reuse_class,
    classed.scope = 'own' and failed.measure_id is not null as is_unchanged_after_failure
from classed
left join failed
    on failed.measure_id = classed.measure_id
    and failed.prior_measure_id = classed.prior_measure_id
order by classed.measure_id, classed.scope
