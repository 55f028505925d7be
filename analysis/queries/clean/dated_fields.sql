-- One row per date of a register or a visit as received, with the year that a missing year would stand for (0 when unknown).
unpivot (
    select
        source_file, source_sheet, source_row, register_year as year, found_date_text,
        due_date_text, effective_date_text, closed_date_text, verified_date_text
    from raw.registers
)
on columns(* exclude (source_file, source_sheet, source_row, year))
into name field value date_text
union all by name
select
    source_file, source_sheet, source_row, register_year as year, 'due_date_text' as field,
    split_part(unnest(string_split(deadlines_text, chr(30))), chr(31), 2) as date_text
from raw.registers
where deadlines_text is not null
union all by name
select
    source_file, source_sheet, source_row, 0 as year,
    'inspected_date_text' as field, inspected_date_text as date_text
from raw.inspections
where inspected_date_text is not null
