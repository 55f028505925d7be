-- One row per distinct form of the history's texts that shingles are taken of.
select any_value(n4) as n4
from history.clean.texts
group by n4_key
