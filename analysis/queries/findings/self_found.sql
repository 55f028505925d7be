-- One row per entry that a unit had found itself and a visit that names what it found could have found: known before the visit, not closed, in what was visited.
with naming as (
    select distinct unit, found_year
    from linked.findings
    where self_found <> 'no_register'
),

scopes as (
    select unit, found_year, category_key, clause_key, inspected_date
    from linked.findings
    union
    select visits.unit, visits.inspection_year, visits.category_key, visits.clause_key, visits.inspected_date
    from clean.inspections as visits
    inner join naming on naming.unit = visits.unit and naming.found_year = visits.inspection_year
),

open_entries as (
    select
        issues.issue_id,
        issues.unit,
        issues.register_year,
        max(measures.closed_date) as closed_date,
        any_value(issues.found_start_date) as found_date,
        any_value(issues.category_key) as category_key,
        any_value(issues.clause_key) as clause_key
    from clean.issues as issues
    inner join linked.classes as classes
        on classes.issue_id = issues.issue_id
        and not classes.is_duplicate
        and not classes.is_redated_only
    left join clean.measures as measures on measures.issue_id = issues.issue_id
    where regexp_matches(lower(coalesce(issues.found_by, '自查')), '自查|自检|自檢|自纠|self')
        or not regexp_matches(
            lower(issues.found_by), '检查|檢查|督查|抽查|巡查|考核|审计|稽核|上级|举报|inspect|audit|external'
        )
    group by issues.issue_id, issues.unit, issues.register_year
),

reached as (
    select distinct entries.issue_id, entries.unit, entries.register_year
    from open_entries as entries
    inner join naming
        on naming.unit = entries.unit and naming.found_year = entries.register_year
    inner join scopes
        on scopes.unit = entries.unit
        and scopes.found_year = entries.register_year
        and (
            scopes.clause_key = entries.clause_key
            or (
                coalesce(scopes.clause_key, entries.clause_key) is null
                and scopes.category_key = entries.category_key
            )
            or (scopes.clause_key is null and scopes.category_key is null)
            or (entries.clause_key is null and scopes.category_key = entries.category_key)
        )
        and (
            scopes.inspected_date is null
            or entries.found_date is null
            or entries.found_date <= scopes.inspected_date
        )
        and (
            scopes.inspected_date is null
            or entries.closed_date is null
            or entries.closed_date > scopes.inspected_date
        )
),

found_again as (
    select distinct issue_id from linked.findings where self_found = 'both' and issue_id is not null
)

select
    coalesce(reached.issue_id, again.issue_id) as issue_id,
    issues.unit,
    issues.register_year,
    again.issue_id is not null as is_found_again
from reached
full join found_again as again on again.issue_id = reached.issue_id
inner join clean.issues as issues on issues.issue_id = coalesce(reached.issue_id, again.issue_id)
order by issue_id
