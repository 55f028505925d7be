-- One row per file and sheet whose rows do not add up to loaded, rejected and blank.
select source_file, source_sheet, row_count, loaded_count, rejected_count, blank_count
from raw.files
where row_count <> loaded_count + rejected_count + blank_count
order by source_file, source_sheet
