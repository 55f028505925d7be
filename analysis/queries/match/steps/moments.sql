-- One row per point of time at which an entry that takes part is seen, and from which it looks back.
select distinct seen_from, looks_from
from open_entries
order by seen_from, looks_from
