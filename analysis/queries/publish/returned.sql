-- One row per measure whose problem came back, with the entry that shows it.
select
    outcomes.measure_id,
    outcomes.unit,
    coalesce(issues.register_year, outcomes.start_year)::integer as register_year,
    coalesce(issues.issue_text, problems.label) as issue_text
from linked.outcomes as outcomes
inner join linked.problems as problems on problems.problem_id = outcomes.problem_id
left join clean.issues as issues on issues.issue_id = outcomes.return_issue_id
where outcomes.outcome = 'returned'
order by outcomes.unit collate zh, outcomes.unit, register_year, outcomes.measure_id
