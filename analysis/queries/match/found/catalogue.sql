-- One row per entry of a catalogue source seen before: the latest earlier entry of the same
-- unit and clause, or the same text where there is no clause (ruling 6).
with identified as (
    select
        entry,
        unit,
        looks_from,
        seen_from,
        coalesce('clause ' || clause, 'text ' || form2) as subject
    from entries
    where is_catalogue and not is_duplicate
),

pool as (
    select unit, subject, seen_from, min(entry) as entry
    from identified
    group by unit, subject, seen_from
)

select newer.entry, pool.entry as prior, 0 as level
from identified as newer
inner join asked on asked.entry = newer.entry
asof inner join pool
    on pool.unit = newer.unit
    and pool.subject = newer.subject
    and pool.seen_from < newer.looks_from
order by newer.entry
