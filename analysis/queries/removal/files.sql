-- One row per file and sheet, with what its removed rows leave of the account.
with emptied as (
    select source_file, source_sheet, count(*) as row_count
    from emptied_rows
    group by source_file, source_sheet
),

issues as (
    select source_file, source_sheet, table_name, count(*) as issue_count
    from removed_rows
    group by source_file, source_sheet, table_name
)

select
    files.* replace (
        files.loaded_count - coalesce(emptied.row_count, 0)::integer as loaded_count,
        files.rejected_count + coalesce(emptied.row_count, 0)::integer as rejected_count,
        files.issue_count - coalesce(issues.issue_count, 0)::integer as issue_count,
        -- Under another name of the mapping, so that the next load reads the file again: what
        -- was removed comes back when nobody asks for its removal any more.
        case
            when touched.source_file is null then files.mapping_hash
            else files.mapping_hash || ' less removed'
        end as mapping_hash
    )
from raw.files as files
left join emptied
    on emptied.source_file = files.source_file
    and emptied.source_sheet is not distinct from files.source_sheet
left join issues
    on issues.source_file = files.source_file
    and issues.source_sheet is not distinct from files.source_sheet
    and issues.table_name = files.kind
left join touched_files as touched
    on touched.source_file = files.source_file
order by files.source_file, files.source_sheet nulls first
