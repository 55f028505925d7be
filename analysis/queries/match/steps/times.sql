-- One row per point of time at which an entry that takes part is seen, numbered in order.
select seen_from, (row_number() over (order by seen_from) - 1)::integer as time
from (select distinct seen_from from moments)
order by seen_from
