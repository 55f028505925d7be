-- One row per date of a row that was not understood, or not without taking something for granted, and that is not in doubt yet.
with read as (
    select
        dated.*,
        texts.kind,
        texts.start_date,
        texts.is_open
    from dated_fields as dated
    left join date_columns as columns
        on columns.source_file = dated.source_file
        and columns.source_sheet is not distinct from dated.source_sheet
        and columns.field = dated.field
    inner join date_texts as texts
        on texts.date_text = dated.date_text
        and texts.year = dated.year
        and texts.convention = coalesce(columns.convention, '')
),

lengths as (
    select
        raw.source_file,
        raw.source_sheet,
        raw.source_row,
        raw.due_date_text as date_text,
        any_value(lengths.doubt) as doubt
    from raw.registers as raw
    inner join clean.issues as issues
        on issues.source_file = raw.source_file
        and issues.source_sheet is not distinct from raw.source_sheet
        and issues.source_row = raw.source_row
        and issues.part = raw.part
    inner join date_lengths as lengths
        on lengths.due_date_text = raw.due_date_text
        and lengths.start_date is not distinct from issues.found_date
    group by raw.source_file, raw.source_sheet, raw.source_row, raw.due_date_text
),

judged as (
    select
        read.source_file,
        read.source_sheet,
        read.source_row,
        read.field,
        read.date_text,
        case
            when lengths.date_text is not null then lengths.doubt
            when read.kind = 'ambiguous' then 'ambiguous_date'
            when read.kind = 'impossible' then 'impossible_date'
            when read.kind in ('unknown', 'yearless') then 'unread_date'
            when read.is_open and read.field in ('closed_date_text', 'verified_date_text')
                then 'unread_date'
        end as rule
    from read
    left join lengths
        on read.field = 'due_date_text'
        and lengths.source_file = read.source_file
        and lengths.source_sheet is not distinct from read.source_sheet
        and lengths.source_row = read.source_row
        and lengths.date_text = read.date_text
    union all
    select
        stamped.source_file,
        stamped.source_sheet,
        min(stamped.source_row) as source_row,
        stamped.field,
        min_by(stamped.date_text, stamped.source_row) as date_text,
        'utc_day' as rule
    from dated_fields as stamped
    inner join date_columns as columns
        on columns.source_file = stamped.source_file
        and columns.source_sheet is not distinct from stamped.source_sheet
        and columns.field = stamped.field
    where columns.is_zone_unknown
        and regexp_matches(
            stamped.date_text, '[0-9]{2}:[0-9]{2}.*([zZ]|[uU][tT][cC]|[gG][mM][tT]|[+-]00:?00)$'
        )
    group by stamped.source_file, stamped.source_sheet, stamped.field
    union all
    -- The day that a status says, where no column has it.
    select
        raw.source_file, raw.source_sheet, raw.source_row,
        'status' as field,
        raw.status as date_text,
        'ambiguous_date' as rule
    from raw.registers as raw
    left join date_conventions as conventions
        on conventions.source_file = raw.source_file
        and conventions.source_sheet is not distinct from raw.source_sheet
    inner join closings
        on closings.status = raw.status
        and closings.year = raw.register_year
        and closings.convention = coalesce(conventions.status, '')
    where closings.is_ambiguous and raw.closed_date_text is null
)

select distinct
    judged.source_file,
    judged.source_sheet,
    judged.source_row,
    replace(judged.field, '_date_text', '_date') as column_name,
    judged.date_text as value,
    judged.rule,
    reasons.reason
from judged
inner join date_reasons as reasons on reasons.rule = judged.rule
anti join raw.doubts as doubts
    on doubts.source_file = judged.source_file
    and doubts.source_sheet is not distinct from judged.source_sheet
    and doubts.source_row = judged.source_row
    and doubts.value = judged.date_text
    and list_contains($told, doubts.rule)
order by source_file, source_sheet nulls first, source_row, column_name, rule
