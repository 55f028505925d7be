-- One row per plan and text of a recurring problem in its reach.
select distinct problems.plan_id, problems.problem_id, issues.subject_text
from linked.plan_problems as problems
inner join linked.appearances as appearances on appearances.problem_id = problems.problem_id
inner join clean.issues as issues
    on issues.issue_id = appearances.issue_id
    and issues.register_year between problems.first_year and problems.last_year
where problems.is_recurring
order by problems.plan_id, problems.problem_id, issues.subject_text
