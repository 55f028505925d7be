-- One row per link, with the verdict that stands on it.
select links.* replace (settled.verdict as verdict)
from linked.links as links
inner join pairs
    on pairs.issue_id = links.issue_id and pairs.prior_issue_id = links.prior_issue_id
left join settled on settled.pair_key = pairs.pair_key
order by links.issue_id, links.is_best desc, links.prior_issue_id
