-- One row per visit, in the order of the files they came from; without a unit it reached all.
with spelled as (
    select
        raw.*,
        units.unit,
        categories.label_key as category_key,
        clauses.label_key as clause_key,
        dates.start_date,
        dates.precision
    from raw.inspections as raw
    left join unit_names as names
        on names.unit_text = raw.unit_text and not names.is_everybody
    left join clean.units as units on units.unit_key = names.unit_key
    left join labels as categories on categories.label_text = raw.category
    left join labels as clauses on clauses.label_text = raw.clause
    left join date_conventions as conventions
        on conventions.source_file = raw.source_file
        and conventions.source_sheet is not distinct from raw.source_sheet
    left join date_texts as dates
        on dates.date_text = raw.inspected_date_text
        and dates.year = 0
        and dates.convention = coalesce(conventions.inspected_date_text, '')
),

judged as (
    select
        *,
        lower(concat_ws(' ', announced_text, inspection_kind)) as announcement,
        lower(coalesce(announced_text, '')) as announced,
        -- 13点到14点30分, 13時至14時30分 and 13:00 – 14:30 become 13:00-14:30.
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(trim(window_text), '^(下午|午间|午間)', ''),
                    '[点點时時：]([0-9]{2})分?', ':\1', 'g'
                ),
                '[点點时時]', '', 'g'
            ),
            '\s*(到|至|to|[-—–])\s*', '-'
        ) as hours
    from spelled
)

select
    substring(md5(concat_ws(chr(31), source_file, coalesce(source_sheet, ''), source_row)), 1, 16)
        as inspection_id,
    unit,
    case when precision = 'day' then start_date end as inspected_date,
    year(start_date)::integer as inspection_year,
    inspection_kind,
    case
        when regexp_matches(announced, '^(否|不|没|沒|未|暗访|暗訪|暗查|no|false|0|unannounced)') then false
        when regexp_matches(announced, '^(是|已|有|明查|明察|预告|預告|yes|true|1|announced)') then true
        when regexp_matches(
            announcement, '突击|突擊|暗访|暗訪|飞行|飛行|四不两直|四不兩直|unannounced|surprise'
        ) then false
    end as is_announced,
    clause,
    clause_key,
    category,
    category_key,
    led_by,
    window_text,
    try_cast(
        nullif(regexp_extract(hours, '^([0-9]{1,2})', 1), '') || ':'
        || coalesce(nullif(regexp_extract(hours, '^[0-9]{1,2}[:.]([0-9]{2})', 1), ''), '00') as time
    ) as window_start_time,
    try_cast(
        nullif(regexp_extract(hours, '-([0-9]{1,2})', 1), '') || ':'
        || coalesce(nullif(regexp_extract(hours, '-[0-9]{1,2}[:.]([0-9]{2})', 1), ''), '00') as time
    ) as window_end_time,
    try_cast(regexp_extract(unit_count_text, '[0-9]+') as integer) as unit_count,
    try_cast(regexp_extract(visit_count_text, '[0-9]+') as integer) as visit_count,
    try_cast(regexp_extract(hit_count_text, '[0-9]+') as integer) as hit_count,
    try_cast(regexp_extract(tested_count_text, '[0-9]+') as integer) as tested_count,
    try_cast(regexp_extract(positive_count_text, '[0-9]+') as integer) as positive_count,
    source_file,
    source_sheet,
    source_row
from judged
order by source_file, source_sheet nulls first, source_row
