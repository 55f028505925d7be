-- One row per measure of an issue that takes part: what comparing dates needs of it.
select measure_id, issue_id, measure_text, due_date, effective_date, closed_date, verified_date
from clean.measures
union all
select measure_id, issue_id, measure_text, due_date, effective_date, closed_date, verified_date
from history.clean.measures
where issue_id in (select issue_id from older_issues)
order by measure_id
