-- One row per spelling of a unit's name as received, with the name shown; a body that files no
-- register (the bureau itself, say) keeps the spelling received.
select names.unit_text, coalesce(units.unit, names.canonical, names.unit_text) as unit
from unit_names as names
left join clean.units as units on units.unit_key = names.unit_key
order by names.unit_text
