-- One row per date as received, year that a missing year would stand for (0 when unknown) and convention of its column.
select distinct
    dated.date_text,
    dated.year,
    coalesce(columns.convention, '') as convention
from dated_fields as dated
left join date_columns as columns
    on columns.source_file = dated.source_file
    and columns.source_sheet is not distinct from dated.source_sheet
    and columns.field = dated.field
order by date_text, year, convention
