-- One row per open entry whose clause and cause stood in the same unit before: the latest one.
with stated as (
    select entries.entry, entries.unit, entries.looks_from, entries.seen_from, entries.clause, entries.cause, open_entries.is_open
    from entries
    inner join open_entries on open_entries.entry = entries.entry
    where entries.clause is not null and entries.cause is not null
),

pool as (
    select unit, clause, cause, seen_from, min(entry) as entry
    from stated
    group by unit, clause, cause, seen_from
)

select newer.entry, pool.entry as prior, 7 as level
from stated as newer
asof inner join pool
    on pool.unit = newer.unit
    and pool.clause = newer.clause
    and pool.cause = newer.cause
    and pool.seen_from < newer.looks_from
where newer.is_open
order by newer.entry
