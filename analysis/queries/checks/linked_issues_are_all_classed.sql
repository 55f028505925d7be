-- One row per issue without exactly one class.
select issues.issue_id, count(classes.issue_id) as class_count
from clean.issues as issues
left join linked.classes as classes on classes.issue_id = issues.issue_id
group by issues.issue_id
having count(classes.issue_id) <> 1
order by issues.issue_id
