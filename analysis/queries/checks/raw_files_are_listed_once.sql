-- One row per file and sheet that is listed more than once.
select source_file, source_sheet, count(*) as listed_count
from raw.files
group by source_file, source_sheet
having count(*) > 1
order by source_file, source_sheet
