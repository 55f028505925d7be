-- One row per thing that a yearly plan promises, with what its text states.
with items as (
    select
        columns(
            lambda name: name not like 'has\_%' escape '\'
                and name not in ('quantification_score', 'hollow_share', 'is_coarse')
        )
    from clean.plan_items
)

select
    items.*,
    found.has_owner,
    found.has_quantity,
    found.has_time,
    found.has_frequency,
    found.has_standard,
    found.has_verification,
    found.has_scope,
    found.has_consequence,
    found.quantification_score,
    found.hollow_share,
    found.is_coarse
from items
left join text_elements as found on found.measure_text = items.item_text
order by
    items.unit, items.plan_year, items.source_file, items.source_sheet nulls first, items.source_row,
    items.plan_item_id
