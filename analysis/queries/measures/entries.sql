-- One row per measure with a text, of an issue that is no duplicate entry; `place` puts them in
-- the order of years and, within one, of files and rows.
select
    measures.measure_id,
    measures.measure_text,
    issues.unit,
    issues.register_year,
    appearances.problem_id,
    row_number() over (
        order by
            issues.register_year, issues.source_file, issues.source_sheet nulls first,
            issues.source_row, issues.part, measures.measure_id
    ) as place,
    formed.n1,
    formed.n2,
    formed.n3,
    formed.n4
from clean.measures as measures
inner join clean.issues as issues on issues.issue_id = measures.issue_id
inner join linked.appearances as appearances on appearances.issue_id = measures.issue_id
inner join measure_forms as formed on formed.measure_text = measures.measure_text
order by place
