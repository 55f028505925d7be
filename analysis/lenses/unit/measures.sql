-- One row per measure of the register of $unit for $year, the least quantified first: its text, score, and the elements that it does not state.
select
    issues.issue_id,
    issues.subject_text,
    issues.source_file,
    issues.source_sheet,
    issues.source_row,
    measures.measure_text,
    measures.due_date,
    measures.closed_date,
    measures.quantification_score,
    measures.is_coarse,
    list_filter(
        [
            case when not measures.has_owner then 'owner' end,
            case when not measures.has_quantity then 'quantity' end,
            case when not measures.has_time then 'time' end,
            case when not measures.has_frequency then 'frequency' end,
            case when not measures.has_standard then 'standard' end,
            case when not measures.has_verification then 'verification' end,
            case when not measures.has_scope then 'scope' end,
            case when not measures.has_consequence then 'consequence' end
        ],
        lambda element: element is not null
    ) as missing_elements
from clean.measures as measures
inner join clean.issues as issues on issues.issue_id = measures.issue_id
inner join linked.classes as classes on classes.issue_id = issues.issue_id
where issues.unit = $unit
    and issues.register_year = $year
    and measures.measure_text is not null
    and not classes.is_duplicate
order by
    measures.is_coarse desc,
    measures.quantification_score,
    issues.source_file, issues.source_sheet nulls first, issues.source_row, measures.measure_id
