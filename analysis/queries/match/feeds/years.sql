-- One row per point of time from which an entry looks back: the earliest register year of those.
select time, min(looks_from // 100000)::integer as register_year
from looks
group by time
order by time
