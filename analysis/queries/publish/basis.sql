-- One row per issue that counts: what a later run compares itself with.
select
    counted.issue_id,
    counted.unit,
    counted.register_year,
    issues.issue_text,
    counted.was_flagged as is_flagged,
    coalesce(counted.verdict, 'candidate') as verdict,
    case when counted.is_closed_dated then counted.is_closed end as is_closed
from linked.counted_issues as counted
inner join clean.issues as issues on issues.issue_id = counted.issue_id
order by counted.unit collate zh, counted.unit, counted.register_year, counted.issue_id
