-- One row per band of the quantification score: spells, and those whose problem was filed again as a re-dated copy after the measure took effect, which says only that nobody looked.
with copied as (
    select appearances.problem_id, issues.unit, max(issues.register_year) as copied_year
    from linked.appearances as appearances
    inner join clean.issues as issues on issues.issue_id = appearances.issue_id
    left join linked.links as links on links.issue_id = appearances.issue_id and links.is_best
    where appearances.is_redated_only
        and links.verdict is distinct from 'dismissed'
        and issues.register_year <= $year
    group by appearances.problem_id, issues.unit
)

select
    case
        when measures.quantification_score <= 2 then 'low'
        when measures.quantification_score <= 5 then 'middle'
        when measures.quantification_score is not null then 'high'
        else 'unscored'
    end as band,
    count(*)::integer as spell_count,
    count(*) filter (copied.copied_year > outcomes.start_year)::integer as copied_count
from linked.outcomes as outcomes
inner join clean.measures as measures on measures.measure_id = outcomes.measure_id
left join copied on copied.problem_id = outcomes.problem_id and copied.unit = outcomes.unit
where outcomes.start_year <= $year and ($unit = '' or outcomes.unit = $unit)
group by band
order by list_position(['low', 'middle', 'high', 'unscored'], band)
