-- One row per filing error: rows that would be rejected, and doubts about rows that would not.
select 'rejected' as kind, source_sheet, source_row, column_name, value, rule, reason
from raw.rejects
union all
select 'doubted' as kind, source_sheet, source_row, column_name, value, rule, reason
from raw.doubts
order by source_sheet nulls first, source_row, kind desc, rule, reason
