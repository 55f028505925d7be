-- One row per distinct form of the history's texts that shingles are taken of.
select any_value(coalesce(n5, n4)) as form
from history.clean.texts
group by n5_key
