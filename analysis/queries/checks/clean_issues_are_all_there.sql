-- One row per issue as received that did not become exactly one clean issue.
select raw.source_file, raw.source_sheet, raw.source_row, raw.part, count(issues.issue_id) as found
from raw.registers as raw
left join clean.issues as issues
    on issues.source_file = raw.source_file
    and issues.source_sheet is not distinct from raw.source_sheet
    and issues.source_row = raw.source_row
    and issues.part = raw.part
group by raw.source_file, raw.source_sheet, raw.source_row, raw.part
having count(issues.issue_id) <> 1
order by raw.source_file, raw.source_sheet, raw.source_row, raw.part
