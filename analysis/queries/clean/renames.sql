-- One row per renaming of a unit that the records declare, oldest sheet row first.
select distinct unit_text as former_name, to_unit_text as later_name
from raw.unit_changes
where regexp_matches(lower(change), '更名|改名|renam|name change')
    and to_unit_text is not null
order by former_name, later_name
