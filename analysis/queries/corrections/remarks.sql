-- One row per rejected or doubtful row and rule that somebody should correct, with its unit.
-- A row that was not loaded belongs to the unit of its sheet where the sheet holds one unit only;
-- else nobody's name is put to it and it goes back under the name of the file.
with remarks as (
    select *, 'rejected' as fate from raw.rejects
    union all by name
    select *, 'doubt' as fate from raw.doubts
),

units_of_rows as (
    select source_file, source_sheet, source_row, min(unit_text) as unit_text
    from raw.registers
    group by source_file, source_sheet, source_row
    having count(distinct unit_text) = 1
),

units_of_files as (
    select source_file, min(unit_text) as unit_text
    from raw.registers
    group by source_file
    having count(distinct unit_text) = 1
)

select
    coalesce(units_of_rows.unit_text, units_of_files.unit_text) as unit,
    remarks.source_file,
    remarks.source_sheet,
    remarks.source_row,
    remarks.fate,
    remarks.column_name,
    remarks.value,
    remarks.rule,
    remarks.reason
from remarks
left join units_of_rows
    on units_of_rows.source_file = remarks.source_file
    and units_of_rows.source_sheet is not distinct from remarks.source_sheet
    and units_of_rows.source_row = remarks.source_row
left join units_of_files on units_of_files.source_file = remarks.source_file
where list_contains($rules, remarks.rule)
order by
    remarks.source_file, remarks.source_sheet nulls first, remarks.source_row nulls first,
    remarks.rule, remarks.column_name, remarks.value
