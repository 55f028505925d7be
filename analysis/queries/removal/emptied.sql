-- One row per physical row of which everything was removed.
select distinct
    removed.source_file,
    removed.source_sheet,
    removed.source_row
from removed_rows as removed
anti join kept_rows as kept
    on kept.source_file = removed.source_file
    and kept.source_sheet is not distinct from removed.source_sheet
    and kept.source_row = removed.source_row
order by source_file, source_sheet nulls first, source_row
