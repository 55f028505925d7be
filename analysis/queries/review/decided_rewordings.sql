-- One row per link near the bar of rewordings on which people agree: what the engine said of it,
-- what they said, and how alike the two texts are.
select
    pairs.pair_key,
    links.similarity,
    links.shown_class = 'reworded_only' as is_said,
    settled.verdict = 'confirmed' as is_confirmed
from linked.links as links
inner join pairs
    on pairs.issue_id = links.issue_id and pairs.prior_issue_id = links.prior_issue_id
inner join settled on settled.pair_key = pairs.pair_key
where links.is_best
    and links.reuse_class in ('reworded', 'padded', 'review')
    and links.similarity is not null
    and not settled.is_conflict
    and (settled.verdict in ('confirmed', 'dismissed') or settled.is_waiting)
order by pairs.pair_key
