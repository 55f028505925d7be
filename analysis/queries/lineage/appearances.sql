-- One row per issue that is no duplicate entry: its place in the life of its problem.
select
    lineage.issue_id,
    substring(md5('problem ' || lineage.first_issue_id), 1, 16) as problem_id,
    (row_number() over (
        partition by lineage.first_issue_id
        order by issues.register_year, issues.found_start_date nulls last, issues.issue_id
    ))::integer as appearance_number,
    classes.is_redated_only and links.verdict is distinct from 'dismissed' as is_redated_only
from lineage
inner join clean.issues as issues on issues.issue_id = lineage.issue_id
inner join linked.classes as classes on classes.issue_id = lineage.issue_id
left join linked.links as links on links.issue_id = lineage.issue_id and links.is_best
order by problem_id, appearance_number
