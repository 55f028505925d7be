-- One row per decision that stands (link and reviewer), and what became of it: `applied`,
-- `conflict`, `waits_for_second`, or `stale` where a text changed or an issue is gone.
select
    standing.*,
    case
        when settled.pair_key is null then 'stale'
        when settled.is_conflict then 'conflict'
        when settled.is_waiting then 'waits_for_second'
        else 'applied'
    end as status
from standing
left join settled on settled.pair_key = standing.pair_key
order by standing.pair_key, standing.reviewer
