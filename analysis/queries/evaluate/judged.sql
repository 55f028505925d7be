-- One row per labelled issue: what the label says beside what the warehouse says of it.
with labelled as (
    select truth.*, issues.issue_id as found_id
    from truth
    left join clean.issues as issues
        on issues.issue_id = truth.issue_id
        or (
            truth.issue_id is null
            and issues.source_file = truth.source_file
            and (
                truth.source_sheet is null or issues.source_sheet is not distinct from truth.source_sheet
            )
            and issues.source_row = truth.source_row
            and issues.part = truth.part
        )
),

expected as (
    select labelled.*, older.issue_id as expected_prior_id
    from labelled
    left join clean.issues as older
        on older.issue_id = labelled.prior_issue_id
        or (
            labelled.prior_issue_id is null
            and older.source_file = labelled.prior_file
            and (
                labelled.prior_sheet is null or older.source_sheet is not distinct from labelled.prior_sheet
            )
            and older.source_row = labelled.prior_row
            and older.part = 1
        )
)

select
    expected.line,
    expected.issue_id,
    expected.source_file,
    expected.source_sheet,
    expected.source_row,
    expected.found_id is not null as is_found,
    expected.shown_class as expected_shown_class,
    classes.shown_class,
    expected.reuse_class as expected_reuse_class,
    classes.reuse_class,
    expected.is_redated_only as expected_is_redated_only,
    classes.is_redated_only,
    expected.expected_prior_id,
    expected.names_prior and expected.expected_prior_id is null as is_prior_missing,
    classes.prior_issue_id,
    expected.expected_prior_id = classes.prior_issue_id
        or coalesce(mine.problem_id = theirs.problem_id, false) as is_same_problem
from expected
left join linked.classes as classes on classes.issue_id = expected.found_id
left join linked.appearances as mine on mine.issue_id = expected.found_id
left join linked.appearances as theirs on theirs.issue_id = expected.expected_prior_id
order by expected.line
