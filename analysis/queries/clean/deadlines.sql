-- One row per deadline that an entry gives its measure, in the order in which the columns gave them
-- (ruling 17); one that repeats the deadline before it is none.
with given as (
    select
        issues.issue_id,
        issues.found_date,
        issues.found_start_date,
        raw.measure_text,
        raw.register_year,
        coalesce(conventions.due_date_text, '') as convention,
        coalesce(
            string_split(raw.deadlines_text, chr(30)), ['due_date' || chr(31) || raw.due_date_text]
        ) as entries
    from raw.registers as raw
    inner join clean.issues as issues
        on issues.source_file = raw.source_file
        and issues.source_sheet is not distinct from raw.source_sheet
        and issues.source_row = raw.source_row
        and issues.part = raw.part
    left join date_conventions as conventions
        on conventions.source_file = raw.source_file
        and conventions.source_sheet is not distinct from raw.source_sheet
    where coalesce(raw.deadlines_text, raw.due_date_text) is not null
),

listed as (
    select
        * exclude (entries),
        unnest(entries) as entry,
        generate_subscripts(entries, 1) as place
    from given
),

-- A date without a year is read in the register's; before the find it can only be the next one's.
dated as (
    select
        listed.issue_id,
        listed.measure_text,
        listed.place,
        split_part(listed.entry, chr(31), 1) as column_name,
        case
            when coalesce(texts.end_date, lengths.due_date) < listed.found_start_date
                and not regexp_matches(
                    texts.date_text,
                    '[0-9０-９]{3}|[0-9０-９〇零一二三四五六七八九]{2} ?年|[0-9]+ ?[./-] ?[0-9]+ ?[./-]|[去上前本今当當]年'
                ) then (coalesce(texts.end_date, lengths.due_date) + interval 1 year)::date
            else coalesce(texts.end_date, lengths.due_date)
        end as due_date
    from listed
    inner join date_texts as texts
        on texts.date_text = split_part(listed.entry, chr(31), 2)
        and texts.year = listed.register_year
        and texts.convention = listed.convention
    left join date_lengths as lengths
        on lengths.due_date_text = texts.date_text
        and lengths.start_date is not distinct from listed.found_date
    where coalesce(texts.end_date, lengths.due_date) is not null
),

changed as (
    select *
    from dated
    qualify due_date is distinct from lag(due_date) over (partition by issue_id order by place)
)

select
    issue_id,
    substring(md5(concat_ws(chr(31), issue_id, coalesce(measure_text, ''))), 1, 16) as measure_id,
    (row_number() over (partition by issue_id order by place))::integer as ordinal,
    due_date,
    column_name
from changed
order by issue_id, ordinal
