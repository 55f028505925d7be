-- One row, or none: the next best earlier entry that the issue was compared with.
select others.issue_text, others.unit, others.register_year, links.similarity
from linked.links as links
inner join clean.issues as others on others.issue_id = links.prior_issue_id
where links.issue_id = $issue_id and not links.is_best
order by links.similarity desc nulls last, links.prior_issue_id
limit 1
