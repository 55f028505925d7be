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
        case found.level
            when 0 then 'none'
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

failed as (
    select outcomes.measure_id, min(returned.register_year) as returned_year
    from linked.outcomes as outcomes
    inner join clean.issues as returned on returned.issue_id = outcomes.return_issue_id
    where outcomes.outcome = 'returned'
    group by outcomes.measure_id
)

select
    classed.measure_id,
    classed.prior_measure_id,
    classed.scope,
    classed.reuse_class,
    classed.scope = 'own'
    and classed.reuse_class in ('verbatim', 'redated', 'renumbered')
    and coalesce(failed.returned_year <= classed.register_year, false)
        as is_unchanged_after_failure
from classed
left join failed on failed.measure_id = classed.prior_measure_id
order by classed.measure_id, classed.scope
