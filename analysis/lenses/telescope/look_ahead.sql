-- One row: items of $plans that reach more than twelve months ahead of the plan's year, or name a difficulty that is foreseen.
select
    count(*)::integer as item_count,
    count(*) filter (is_long)::integer as long_count,
    count(*) filter (is_foreseen)::integer as foreseen_count,
    count(*) filter (is_long or is_foreseen)::integer as ahead_count,
    count(due_date)::integer as dated_count
from (
    select
        items.due_date,
        -- From the start of the item, or of the plan's year: later than the day twelve months on.
        coalesce(
            items.due_date
            > coalesce(items.start_date, make_date(items.plan_year, 1, 1)) + interval 12 months,
            false
        ) as is_long,
        items.risk_text is not null as is_foreseen
    from clean.plan_items as items
    where list_contains($plans, items.plan_id)
)
order by item_count
