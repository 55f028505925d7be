-- One row per issue that is no duplicate entry, with its problem. `subject` is one number for the
-- problem in the unit, which is cheaper to join and to sort by than two texts. A copy whose flag
-- was dismissed is no copy: it is a return, and somebody looked.
select
    issues.issue_id,
    appearances.problem_id,
    issues.unit,
    hash(appearances.problem_id, issues.unit) as subject,
    issues.clause_key as clause,
    issues.category_key as category,
    issues.register_year,
    issues.found_start_date,
    issues.found_date,
    appearances.is_redated_only as is_copy,
    not appearances.is_redated_only
    and classes.shown_class not in ('carry_over', 'status_update') as is_return
from linked.appearances as appearances
inner join clean.issues as issues on issues.issue_id = appearances.issue_id
inner join linked.classes as classes on classes.issue_id = appearances.issue_id
