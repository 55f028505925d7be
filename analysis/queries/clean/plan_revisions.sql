-- One row per draft of a yearly plan, as far as drafts were recorded.
with spelled as (
    select
        raw.*,
        units.unit,
        dates.start_date as revised_date,
        -- 第3稿, 第三稿 and 初稿.
        coalesce(
            try_cast(regexp_extract(raw.revision_number_text, '[0-9]+') as integer),
            nullif(
                strpos(
                    '一二三四五六七八九十',
                    nullif(regexp_extract(raw.revision_number_text, '[一二三四五六七八九十]'), '')
                ),
                0
            )::integer,
            case when regexp_matches(raw.revision_number_text, '初稿|草稿|first|first draft') then 1 end
        ) as revision_number
    from raw.plans as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join record_dates as dates on dates.date_text = raw.revised_date_text
)

select
    substring(md5(concat_ws(
        chr(31), 'revision', coalesce(unit, ''), coalesce(register_year::varchar, ''),
        revision_number_text,
        row_number() over (
            partition by unit, register_year, revision_number_text
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as plan_revision_id,
    substring(
        md5(concat_ws(chr(31), 'plan', coalesce(unit, ''), coalesce(register_year::varchar, ''))), 1, 16
    ) as plan_id,
    unit,
    register_year as plan_year,
    plan_title,
    revision_number,
    revision_text,
    revised_date,
    note,
    source_file,
    source_sheet,
    source_row
from spelled
order by unit, plan_year, revision_number, plan_revision_id
