-- One row per text form and unit that filed it: until when it looks back, from when it is seen.
select
    form as text,
    unit_key,
    max(looks_from) filter (where is_open) as looks_from,
    min(seen_from) as seen_from
from open_entries
group by form, unit_key
order by form, unit_key
