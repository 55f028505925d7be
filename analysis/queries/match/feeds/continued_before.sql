-- One row per entry whose best link continues the problem of an earlier entry: as linked before,
-- of issues that keep their links.
select newer.entry, older.entry as prior
from linked.links as links
inner join kept on kept.issue_id = links.issue_id
inner join entries as newer on newer.issue_id = links.issue_id
inner join entries as older on older.issue_id = links.prior_issue_id
where links.is_best and links.is_same_problem
order by newer.entry
