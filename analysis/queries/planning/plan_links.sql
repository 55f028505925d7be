-- One row per item of a plan and recurring problem that it takes up: how that is known, and by which words.
-- An item that is linked to many takes up the surest `$links_per_item` of them; the rest are counted.
with items as (
    select
        items.plan_item_id,
        items.plan_id,
        items.category,
        categories.label_key as category_key,
        items.clause,
        clauses.label_key as clause_key,
        problems.label_key as problem_key
    from clean.plan_items as items
    left join plan_labels as categories on categories.label_text = items.category
    left join plan_labels as clauses on clauses.label_text = items.clause
    left join plan_labels as problems on problems.label_text = items.problem_text
),

recurring as (
    select * from linked.plan_problems where is_recurring
),

-- A field of work that holds few recurring problems of each unit names them; a wide one does not.
fields as (
    select plan_id, category_key, max(problem_count) as problem_count
    from (
        select plan_id, category_key, unit, count(*) as problem_count
        from recurring
        where category_key is not null
        group by plan_id, category_key, unit
    )
    group by plan_id, category_key
),

found as (
    select plan_item_id, problem_id, 'stated' as basis, 1 as basis_rank, evidence_text, strength
    from stated_links
    union all
    select items.plan_item_id, problems.problem_id, 'stated', 1, problems.category, 0
    from items
    inner join recurring as problems
        on problems.plan_id = items.plan_id and problems.category_key = items.problem_key
    union all
    select items.plan_item_id, problems.problem_id, 'clause', 2, items.clause, 0
    from items
    inner join recurring as problems
        on problems.plan_id = items.plan_id and problems.clause_key = items.clause_key
    union all
    select items.plan_item_id, problems.problem_id, 'field', 3, items.category, 0
    from items
    inner join recurring as problems
        on problems.plan_id = items.plan_id and problems.category_key = items.category_key
    inner join fields
        on fields.plan_id = items.plan_id
        and fields.category_key = items.category_key
        and fields.problem_count <= $field_problems::integer
    union all
    select plan_item_id, problem_id, 'phrase', 4, evidence_text, strength
    from phrase_links
),

surest as (
    select
        *,
        row_number() over (
            partition by plan_item_id, problem_id
            order by basis_rank, strength desc, evidence_text
        ) as place
    from found
),

ranked as (
    select
        surest.plan_item_id,
        items.plan_id,
        surest.problem_id,
        surest.basis,
        surest.evidence_text,
        row_number() over (
            partition by surest.plan_item_id
            order by surest.basis_rank, surest.strength desc, problems.weight desc, surest.problem_id
        )::integer as link_rank,
        count(*) over (partition by surest.plan_item_id)::integer as link_count
    from surest
    inner join items on items.plan_item_id = surest.plan_item_id
    inner join recurring as problems
        on problems.plan_id = items.plan_id and problems.problem_id = surest.problem_id
    where surest.place = 1
)

select *, link_rank <= $links_per_item::integer as is_kept
from ranked
order by plan_item_id, link_rank
