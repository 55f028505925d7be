-- One row per subject (clause, else field of work) and unit: the measure after which its problem was not seen again for the most years in which somebody looked, with numbers in it.
select
    coalesce(issues.clause_key, issues.category_key) as subject_key,
    outcomes.unit,
    outcomes.looked_for_years,
    measures.measure_text,
    measures.quantification_score
from linked.outcomes as outcomes
inner join clean.measures as measures on measures.measure_id = outcomes.measure_id
inner join clean.issues as issues on issues.issue_id = measures.issue_id
where outcomes.outcome = 'held'
    and not measures.is_coarse
    and outcomes.start_year <= $year
    and coalesce(issues.clause_key, issues.category_key) is not null
qualify row_number() over (
    partition by coalesce(issues.clause_key, issues.category_key), outcomes.unit
    order by outcomes.looked_for_years desc, measures.quantification_score desc,
        measures.measure_id
) = 1
order by subject_key, looked_for_years desc, quantification_score desc, unit
