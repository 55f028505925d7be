-- One row per open entry and form like its own: the latest earlier entry of that form, in the
-- same unit where there is one, else in any; there also the latest of the same place and object, and
-- the latest that names none, since another place is another problem (ruling 5).
with asked as (
    select
        newer.entry,
        newer.unit,
        newer.looks_from,
        newer.place,
        newer.object,
        newer.number,
        likeness.older_form,
        likeness.similarity,
        likeness.is_near
    from open_entries as newer
    inner join looks on looks.looks_from = newer.looks_from
    inner join likeness
        on likeness.newer_form = newer.form
        and likeness.unit = newer.unit
        and likeness.time = looks.time
    where newer.is_open
),

pool as (
    select unit, form, seen_from, min(entry) as entry
    from open_entries
    group by unit, form, seen_from
),

told as (
    select * from asked where place is not null or object is not null or number is not null
),

placed as (
    select unit, form, place, seen_from, min(entry) as entry
    from open_entries
    where place is not null
    group by unit, form, place, seen_from
),

objects as (
    select unit, form, object, seen_from, min(entry) as entry
    from open_entries
    where object is not null
    group by unit, form, object, seen_from
),

bare as (
    select unit, form, seen_from, min(entry) as entry
    from open_entries
    where place is null and object is null and number is null
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
    union all
    select asked.entry, placed.entry as prior, asked.similarity, 1 as scope
    from told as asked
    asof inner join placed
        on placed.unit = asked.unit
        and placed.form = asked.older_form
        and placed.place = asked.place
        and placed.seen_from < asked.looks_from
    union all
    select asked.entry, objects.entry as prior, asked.similarity, 1 as scope
    from told as asked
    asof inner join objects
        on objects.unit = asked.unit
        and objects.form = asked.older_form
        and objects.object = asked.object
        and objects.seen_from < asked.looks_from
    union all
    select asked.entry, bare.entry as prior, asked.similarity, 1 as scope
    from told as asked
    asof inner join bare
        on bare.unit = asked.unit
        and bare.form = asked.older_form
        and bare.seen_from < asked.looks_from
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

apart as (
    select reached.entry, reached.prior
    from reached
    inner join (select distinct entry, place, object, number from told) as newer
        on newer.entry = reached.entry
    inner join open_entries as older on older.entry = reached.prior
    where newer.place <> older.place
        or newer.object <> older.object
        or newer.number <> older.number
),

ranked as (
    select
        reached.entry,
        reached.prior,
        row_number() over (
            partition by reached.entry, reached.scope
            order by apart.entry is not null, reached.similarity desc, reached.prior
        ) as rank
    from reached
    left join apart on apart.entry = reached.entry and apart.prior = reached.prior
)

select entry, prior, 6 as level
from ranked
where rank <= $kept_per_entry
order by entry, prior
