-- One row per problem of registers up to $year, most issues first: its issues, its measures with a text, and those of them that state at least six of the eight elements.
select
    appearances.problem_id,
    count(distinct issues.issue_id)::integer as issue_count,
    count(measures.quantification_score)::integer as measure_count,
    count(*) filter (measures.quantification_score >= 6)::integer as quantified_count
from linked.appearances as appearances
inner join clean.issues as issues on issues.issue_id = appearances.issue_id
left join clean.measures as measures on measures.issue_id = issues.issue_id
where issues.register_year <= $year and ($unit = '' or issues.unit = $unit)
group by appearances.problem_id
order by issue_count desc, appearances.problem_id
