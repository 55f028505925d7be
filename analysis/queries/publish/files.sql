-- One row per file and sheet that was read.
select
    source_file,
    source_sheet,
    sha256,
    row_count,
    loaded_count,
    rejected_count,
    blank_count
from raw.files
order by source_file, source_sheet nulls first
