-- One row per entry (of those still open, where asked) that has an earlier entry of equal form: the
-- latest such entry; of the same unit rather one of the same place, object and number, where both
-- sides have them (rulings 5 and 23).
with formed as (
    select
        entry,
        looks_from,
        seen_from,
        is_asked,
        is_open,
        if($same_unit, place, null) as place,
        if($same_unit, object, null) as object,
        if($same_unit, number, null) as number,
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

asking as (
    select * from formed where is_open or (is_asked and not $open_only)
),

told as (
    select * from formed where place is not null or object is not null or number is not null
),

asking_told as (
    select * from asking where place is not null or object is not null or number is not null
),

pool as (
    select scope, form, seen_from, min(entry) as entry
    from formed
    group by scope, form, seen_from
),

placed as (
    select scope, form, place, seen_from, min(entry) as entry
    from told
    where place is not null
    group by scope, form, place, seen_from
),

objects as (
    select scope, form, object, seen_from, min(entry) as entry
    from told
    where object is not null
    group by scope, form, object, seen_from
),

bare as (
    select scope, form, seen_from, min(entry) as entry
    from formed
    where place is null and object is null and number is null
    group by scope, form, seen_from
),

reached as (
    select newer.entry, pool.entry as prior
    from asking as newer
    asof inner join pool
        on pool.scope = newer.scope
        and pool.form = newer.form
        and pool.seen_from < newer.looks_from
    union
    select newer.entry, placed.entry as prior
    from asking_told as newer
    asof inner join placed
        on placed.scope = newer.scope
        and placed.form = newer.form
        and placed.place = newer.place
        and placed.seen_from < newer.looks_from
    union
    select newer.entry, objects.entry as prior
    from asking_told as newer
    asof inner join objects
        on objects.scope = newer.scope
        and objects.form = newer.form
        and objects.object = newer.object
        and objects.seen_from < newer.looks_from
    union
    select newer.entry, bare.entry as prior
    from asking_told as newer
    asof inner join bare
        on bare.scope = newer.scope
        and bare.form = newer.form
        and bare.seen_from < newer.looks_from
),

judged as (
    select
        reached.entry,
        reached.prior,
        older.seen_from,
        coalesce(
            newer.place <> older.place
            or newer.object <> older.object
            or newer.number <> older.number,
            false
        ) as is_apart
    from reached
    inner join asking_told as newer on newer.entry = reached.entry
    inner join formed as older on older.entry = reached.prior
)

select entry, prior, $level::integer as level, false as is_apart
from reached
anti join asking_told using (entry)
union all
(
    select entry, prior, $level::integer as level, is_apart
    from judged
    qualify row_number() over (
        partition by entry order by is_apart, seen_from desc, prior
    ) = 1
)
order by entry
