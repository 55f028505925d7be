-- One row per side of one link (older first): all that its register says of the entry.
with cures as (
    select
        issue_id,
        string_agg(measure_text, ' / ' order by measure_id) as measure_text,
        string_agg(owner_role, ', ' order by measure_id) as owner_role,
        max(due_date) as due_date,
        max(closed_date) as closed_date,
        max(verified_date) as verified_date
    from clean.measures
    where issue_id in ($issue_id, $prior_issue_id)
    group by issue_id
)

select
    issues.issue_id,
    issues.unit,
    issues.register_year,
    issues.source_file,
    issues.source_sheet,
    issues.source_row,
    issues.issue_text,
    coalesce(issues.found_text, issues.found_date::varchar) as found_date,
    issues.found_by,
    issues.source_key,
    issues.category,
    issues.clause,
    issues.cause_text,
    issues.evidence_text,
    issues.status,
    issues.carry_over_of,
    cures.measure_text,
    cures.owner_role,
    cures.due_date::varchar as due_date,
    cures.closed_date::varchar as closed_date,
    cures.verified_date::varchar as verified_date
from clean.issues as issues
left join cures on cures.issue_id = issues.issue_id
where issues.issue_id in ($issue_id, $prior_issue_id)
order by issues.issue_id = $issue_id, issues.issue_id
