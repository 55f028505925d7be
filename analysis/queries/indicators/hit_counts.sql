-- One row: how many inspections say how many findings they made.
select count(hit_count)::integer as counted_count
from clean.inspections
order by counted_count
