-- One row per issue of $year that its source says to be a repetition or none, with what was computed: whether an earlier entry of its unit is the same problem, found or filed again. An open finding that is only listed again, or declared as carried over, is no repetition, and a link in doubt shows none; first registers have nothing to repeat.
select
    issues.issue_id,
    issues.unit,
    issues.register_year,
    issues.source_file,
    issues.source_sheet,
    issues.source_row,
    issues.subject_text,
    issues.repeat_tick,
    classes.shown_class,
    coalesce(
        links.is_same_problem and not shown.is_declared and not shown.is_doubtful, false
    ) as is_computed,
    case
        when issues.repeat_tick and is_computed then 'both'
        when issues.repeat_tick then 'ticked_only'
        when is_computed then 'computed_only'
        else 'neither'
    end as agreement,
    prior.register_year as prior_year,
    prior.source_file as prior_source_file,
    prior.source_row as prior_source_row
from clean.issues as issues
inner join linked.classes as classes on classes.issue_id = issues.issue_id
inner join linked.shown_classes as shown on shown.shown_class = classes.shown_class
left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
left join clean.issues as prior on prior.issue_id = classes.prior_issue_id
where issues.repeat_tick is not null
    and not classes.is_duplicate
    and classes.shown_class <> 'no_baseline'
    and issues.register_year = $year
    and ($unit = '' or issues.unit = $unit)
order by agreement, issues.source_file, issues.source_sheet nulls first, issues.source_row, issues.issue_id
