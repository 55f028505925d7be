-- One row per `looks_from`: how many points of time, at which something is seen, stand before it.
select looked.looks_from, coalesce(times.time + 1, 0) as time
from (select distinct looks_from from moments) as looked
asof left join times on times.seen_from < looked.looks_from
order by looked.looks_from
