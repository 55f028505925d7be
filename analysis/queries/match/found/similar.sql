-- One row per open entry and form like its own: the latest earlier entry of that form, in the
-- same unit where there is one, else in any.
with asked as (
    select
        newer.entry,
        newer.unit,
        newer.looks_from,
        likeness.older_form,
        likeness.similarity,
        likeness.is_near
    from open_entries as newer
    inner join looks on looks.looks_from = newer.looks_from
    inner join events
        on events.form = newer.form and events.unit = newer.unit and events.time = looks.time
    inner join likeness on likeness.event = events.event
    where newer.is_open
),

pool as (
    select unit, form, seen_from, min(entry) as entry
    from open_entries
    group by unit, form, seen_from
),

anywhere as (
    select form, seen_from, min(entry) as entry
    from pool
    group by form, seen_from
),

same_unit as (
    select asked.entry, pool.entry as prior, asked.similarity, 1 as scope
    from asked
    asof inner join pool
        on pool.unit = asked.unit
        and pool.form = asked.older_form
        and pool.seen_from < asked.looks_from
),

any_unit as (
    select asked.entry, anywhere.entry as prior, asked.similarity, 2 as scope
    from asked
    asof inner join anywhere
        on anywhere.form = asked.older_form
        and anywhere.seen_from < asked.looks_from
    -- Bodies write alike: from another unit only a near copy says anything.
    where asked.is_near
),

reached as (
    select entry, prior, max(similarity) as similarity, min(scope) as scope
    from (select * from same_unit union all select * from any_unit)
    group by entry, prior
),

ranked as (
    select
        entry,
        prior,
        row_number() over (partition by entry, scope order by similarity desc, prior) as place
    from reached
)

select entry, prior, 6 as level
from ranked
where place <= $kept_per_entry
order by entry, prior
