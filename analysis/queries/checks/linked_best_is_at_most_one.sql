-- One row per issue with more than one best link.
select issue_id, count(*) as best_count
from linked.links
where is_best
group by issue_id
having count(*) > 1
order by issue_id
