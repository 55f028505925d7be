-- One row per entry that must be compared: new or changed itself, or of a register year that can
-- see something that came, changed or went since the last run of the same rules.
with moved as (
    select seen_from from signatures where not is_known
    union all
    select known.seen_from
    from linked.matched as known
    left join signatures on signatures.issue_id = known.issue_id and signatures.is_known
    where signatures.entry is null
)

select entry
from signatures
where not is_known or looks_from // 100000 >= (select min(seen_from // 100000) from moved)
order by entry
