-- One row per entry (of those still open, where asked) that has an earlier entry of equal form:
-- the latest such entry.
with formed as (
    select
        entry,
        looks_from,
        seen_from,
        is_asked,
        is_open,
        case when $same_unit then unit else 0 end as scope,
        case $level
            when 1 then form1
            when 2 then form2
            when 3 then form3
            when 4 then form4
            else form5
        end as form
    from open_entries
),

pool as (
    select scope, form, seen_from, min(entry) as entry
    from formed
    group by scope, form, seen_from
)

select newer.entry, pool.entry as prior, $level::integer as level
from formed as newer
asof inner join pool
    on pool.scope = newer.scope
    and pool.form = newer.form
    and pool.seen_from < newer.looks_from
where newer.is_open or (newer.is_asked and not $open_only)
order by newer.entry
