-- One row per file and sheet whose rejects are more or fewer than its rejected rows.
with listed as (
    select source_file, source_sheet, count(distinct source_row) as listed_count
    from raw.rejects
    group by source_file, source_sheet
)

select files.source_file, files.source_sheet, files.rejected_count, listed.listed_count
from raw.files as files
left join listed
    on listed.source_file = files.source_file
    and listed.source_sheet is not distinct from files.source_sheet
where files.rejected_count <> coalesce(listed.listed_count, 0)
order by files.source_file, files.source_sheet
