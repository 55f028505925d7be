-- One row per issue id that two issues share.
select issue_id, count(*) as shared_count
from clean.issues
group by issue_id
having count(*) > 1
order by issue_id
