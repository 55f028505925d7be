-- One row per name of a unit that filed a register or was named in a change of units.
select distinct unit_name
from (
    select unit as unit_name from clean.units
    union all
    select former_name from clean.unit_changes
    union all
    select later_name from clean.unit_changes
)
where unit_name is not null
order by unit_name
