-- One row per entry whose best link continues the problem of an earlier entry: as just ranked.
select entry, prior
from ranked
where place = 1 and is_same_problem
order by entry
