-- One row per file and sheet that was read: which columns became which fields, which that hold anything were left unread.
select
    source_file,
    source_sheet,
    string_agg(
        column_name || ' → ' || field || case
            when known_by in ('general', 'cells') then ' ?'
            else ''
        end,
        '; ' order by column_number
    ) filter (where field is not null) as read_text,
    string_agg(column_name, '; ' order by column_number) filter (
        where field is null and content is distinct from 'empty'
    ) as unread_text
from raw.columns
group by source_file, source_sheet
order by source_file, source_sheet nulls first
