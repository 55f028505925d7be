-- One row per thing that a yearly plan promises, with the elements of its text still to be found.
with spelled as (
    select
        -- What is to be done, and how: both are the item, which its words and elements are read from.
        raw.* replace (concat_ws('：', raw.item_text, raw.detail_text) as item_text),
        units.unit,
        starts.start_date,
        ends.end_date as due_date
    from raw.plan_items as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join record_dates as starts on starts.date_text = raw.start_date_text
    left join record_dates as ends on ends.date_text = raw.due_date_text
)

select
    substring(md5(concat_ws(
        chr(31), 'item', coalesce(unit, ''), coalesce(register_year::varchar, ''), item_text,
        row_number() over (
            partition by unit, register_year, item_text
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as plan_item_id,
    substring(
        md5(concat_ws(chr(31), 'plan', coalesce(unit, ''), coalesce(register_year::varchar, ''))), 1, 16
    ) as plan_id,
    unit,
    register_year as plan_year,
    item_number,
    item_text,
    problem_text,
    risk_text,
    category,
    clause,
    owner_role,
    start_date,
    due_date,
    source_file,
    source_sheet,
    source_row
from spelled
order by unit, plan_year, source_file, source_sheet nulls first, source_row, plan_item_id
