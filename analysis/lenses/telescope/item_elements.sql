-- One row per element of a measure: items of $plans that state it.
with items as (
    select *
    from clean.plan_items
    where list_contains($plans, plan_id)
)

select
    element,
    count(*)::integer as plan_item_count,
    count(*) filter (is_stated)::integer as stated_count,
    count(*) filter (is_coarse)::integer as coarse_count
from (
    select 'owner' as element, 1 as place, has_owner as is_stated, is_coarse from items
    union all
    select 'quantity', 2, has_quantity, is_coarse from items
    union all
    select 'time', 3, has_time, is_coarse from items
    union all
    select 'frequency', 4, has_frequency, is_coarse from items
    union all
    select 'standard', 5, has_standard, is_coarse from items
    union all
    select 'verification', 6, has_verification, is_coarse from items
    union all
    select 'scope', 7, has_scope, is_coarse from items
    union all
    select 'consequence', 8, has_consequence, is_coarse from items
)
group by element, place
order by place
