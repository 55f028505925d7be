-- One row per issue, as analysts filter and count them: what it says, how it is classed, its problem and its measure.
with answered as (
    select
        issue_id,
        string_agg(measure_text, chr(10) order by measure_id) as measure_text,
        max(quantification_score) as quantification_score,
        bool_and(is_coarse) as is_coarse,
        max(due_date) as due_date,
        case when count(*) = count(closed_date) then max(closed_date) end as closed_date,
        max(verified_date) as verified_date
    from clean.measures
    group by issue_id
)

select
    issues.issue_id,
    issues.unit,
    issues.register_year,
    issues.category,
    issues.clause,
    issues.severity,
    issues.issue_text,
    issues.found_date,
    issues.found_by,
    issues.status,
    issues.state,
    classes.shown_class,
    classes.is_redated_only and links.verdict is distinct from 'dismissed' as is_redated_only,
    classes.is_duplicate,
    registers.is_baseline,
    links.verdict,
    classes.prior_issue_id,
    links.similarity,
    appearances.problem_id,
    appearances.appearance_number,
    answered.measure_text,
    answered.quantification_score,
    answered.is_coarse,
    answered.due_date,
    answered.closed_date,
    answered.verified_date,
    issues.source_file,
    issues.source_sheet,
    issues.source_row
from clean.issues as issues
inner join clean.registers as registers on registers.register_id = issues.register_id
inner join linked.classes as classes on classes.issue_id = issues.issue_id
left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
left join linked.appearances as appearances on appearances.issue_id = issues.issue_id
left join answered on answered.issue_id = issues.issue_id
order by issues.register_year, issues.unit, issues.source_file, issues.source_sheet nulls first,
    issues.source_row, issues.issue_id
