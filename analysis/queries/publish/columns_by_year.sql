-- One row per register year: of how many sheets, and in how many of them pages rest on a column.
with sheets as (
    select distinct
        register_year,
        source_file,
        source_sheet
    from raw.registers
    where register_year is not null
),

had as (
    select
        source_file,
        source_sheet,
        bool_or(field = 'measure_text') as has_measures,
        bool_or(field in ('due_date', 'deadlines')) as has_due_dates,
        bool_or(field in ('closed_date', 'verified_date')) as has_closing_dates,
        bool_or(field in ('carry_over', 'repeat_tick')) as has_repeats,
        bool_or(field is null and content is distinct from 'empty') as has_unread
    from raw.columns
    group by source_file, source_sheet
)

select
    sheets.register_year,
    count(*)::integer as sheet_count,
    count(*) filter (where had.has_measures)::integer as measure_count,
    count(*) filter (where had.has_due_dates)::integer as due_date_count,
    count(*) filter (where had.has_closing_dates)::integer as closing_date_count,
    count(*) filter (where had.has_repeats)::integer as repeat_count,
    count(*) filter (where had.has_unread)::integer as unread_count
from sheets
left join had
    on had.source_file = sheets.source_file
    and had.source_sheet is not distinct from sheets.source_sheet
group by sheets.register_year
order by sheets.register_year
