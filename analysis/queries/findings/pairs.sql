-- One row per finding and entry of the unit's own register of that year that stood there before the visit.
select
    findings.finding_id,
    issues.issue_id,
    findings.finding_text,
    issues.subject_text as issue_text
from clean.findings as findings
inner join clean.issues as issues
    on issues.unit = findings.unit
    and issues.register_year = findings.found_year
inner join linked.classes as classes
    on classes.issue_id = issues.issue_id and not classes.is_duplicate
where findings.is_self_found is null
    and findings.issue_id is null
    -- Who found it stands in words: the unit itself unless the register says that others did.
    and (
        regexp_matches(lower(coalesce(issues.found_by, '自查')), '自查|自检|自檢|自纠|self')
        or not regexp_matches(
            lower(issues.found_by), '检查|檢查|督查|抽查|巡查|考核|审计|稽核|上级|举报|inspect|audit|external'
        )
    )
    and (
        issues.found_start_date is null
        or findings.inspected_date is null
        or issues.found_start_date <= findings.inspected_date
    )
order by findings.finding_id, issues.issue_id
