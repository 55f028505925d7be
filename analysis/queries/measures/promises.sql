-- One row per distinct text of a measure or of an item of a plan.
select measures.measure_text
from clean.measures as measures
where measures.measure_text is not null
union
select items.item_text as measure_text
from clean.plan_items as items
where items.item_text is not null
order by measure_text
