-- One row per measure of registers up to $year whose problem the same unit had answered with a measure before, beside the last earlier one; declared carry-overs and better news are no failure.
with measures as (
    select
        measures.measure_id,
        measures.measure_text,
        measures.quantification_score,
        measures.hollow_share,
        issues.issue_id,
        issues.unit,
        issues.register_year,
        issues.source_file,
        issues.source_sheet,
        issues.source_row,
        issues.subject_text,
        appearances.problem_id,
        appearances.is_redated_only and links.verdict is distinct from 'dismissed'
            as is_redated_only,
        shown.is_declared
    from clean.measures as measures
    inner join clean.issues as issues on issues.issue_id = measures.issue_id
    inner join linked.appearances as appearances on appearances.issue_id = issues.issue_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    inner join linked.shown_classes as shown on shown.shown_class = classes.shown_class
    left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
    where measures.measure_text is not null
        and issues.register_year <= $year
        and ($unit = '' or issues.unit = $unit)
),

paired as (
    select
        newer.* exclude (is_declared),
        older.register_year as prior_year,
        older.issue_id as prior_issue_id,
        older.measure_text as prior_measure_text,
        older.quantification_score as prior_score,
        older.hollow_share as prior_hollow_share,
        older.source_file as prior_source_file,
        older.source_sheet as prior_source_sheet,
        older.source_row as prior_source_row,
        row_number() over (
            partition by newer.measure_id
            order by older.register_year desc, older.source_file, older.source_row, older.measure_id
        ) as place
    from measures as newer
    inner join measures as older
        on older.problem_id = newer.problem_id
        and older.unit = newer.unit
        and older.register_year < newer.register_year
    where not newer.is_declared
)

select
    issue_id,
    prior_issue_id,
    problem_id,
    unit,
    register_year,
    source_file,
    source_sheet,
    source_row,
    subject_text,
    is_redated_only,
    measure_text,
    quantification_score,
    hollow_share,
    prior_year,
    prior_source_file,
    prior_source_sheet,
    prior_source_row,
    prior_measure_text,
    prior_score,
    prior_hollow_share
from paired
where place = 1
order by register_year, source_file, source_sheet nulls first, source_row, measure_id
