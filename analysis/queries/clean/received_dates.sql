-- One row per date as received, year that a missing year would stand for (0 when unknown) and calendar.
with registered as (
    unpivot (
        select
            source_file, source_sheet, register_year as year, found_date_text, due_date_text,
            effective_date_text, closed_date_text, verified_date_text
        from raw.registers
    )
    on columns(* exclude (source_file, source_sheet, year))
    into name field value date_text
    union all by name
    select
        source_file, source_sheet, 0 as year,
        'inspected_date_text' as field, inspected_date_text as date_text
    from raw.inspections
    where inspected_date_text is not null
)

select distinct
    registered.date_text,
    registered.year,
    coalesce(list_contains(roc.fields, registered.field), false) as is_roc
from registered
left join roc_columns as roc
    on roc.source_file = registered.source_file
    and roc.source_sheet is not distinct from registered.source_sheet
order by date_text, year, is_roc
