-- One row: how many flags stand, and how many of them people have decided on.
select
    count(*)::integer as flagged_count,
    count(*) filter (settled.verdict = 'confirmed')::integer as confirmed_count,
    count(*) filter (settled.verdict = 'dismissed')::integer as dismissed_count,
    count(*) filter (settled.verdict = 'unsure')::integer as unsure_count,
    count(*) filter (settled.verdict is null)::integer as unreviewed_count
from linked.links as links
inner join pairs
    on pairs.issue_id = links.issue_id and pairs.prior_issue_id = links.prior_issue_id
left join settled on settled.pair_key = pairs.pair_key
where links.is_best and links.is_redated_only
