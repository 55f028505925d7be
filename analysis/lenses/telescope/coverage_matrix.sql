-- One row per item of $plans that takes up a recurring problem, and problem that it takes up, with how that is known.
with fields as (
    select category_key, mode(category order by category) as field
    from clean.issues
    where category_key is not null
    group by category_key
)

select
    items.plan_item_id,
    units.unit,
    items.item_text,
    links.problem_id,
    problems.label,
    coalesce(fields.field, problems.clause, problems.unit) as field,
    problems.unit as problem_unit,
    links.basis,
    links.evidence_text,
    links.link_rank,
    links.link_count,
    problems.weight::double as weight
from linked.plan_links as links
inner join clean.plan_items as items on items.plan_item_id = links.plan_item_id
inner join linked.plan_problems as problems
    on problems.plan_id = links.plan_id and problems.problem_id = links.problem_id
left join fields on fields.category_key = problems.category_key
left join clean.units as units on units.unit = items.unit
where links.is_kept and list_contains($plans, links.plan_id)
order by units.unit nulls first, items.source_file, items.source_sheet nulls first, items.source_row,
    items.plan_item_id, links.link_rank
