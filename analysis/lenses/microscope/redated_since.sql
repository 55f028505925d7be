-- One row per band of the quantification score: spells, and those whose problem was filed again as a re-dated copy after the measure took effect, which says only that nobody looked.
with copied as (
    select problem_id, unit, max(register_year) as copied_year
    from linked.counted_issues
    where is_redated_only and register_year <= $year
    group by problem_id, unit
)

select
    case
        when outcomes.quantification_score <= 2 then 'low'
        when outcomes.quantification_score <= 5 then 'middle'
        when outcomes.quantification_score is not null then 'high'
        else 'unscored'
    end as band,
    count(*)::integer as spell_count,
    count(*) filter (copied.copied_year > outcomes.start_year)::integer as copied_count
from linked.outcomes as outcomes
left join copied on copied.problem_id = outcomes.problem_id and copied.unit = outcomes.unit
where outcomes.start_year <= $year and ($unit = '' or outcomes.unit = $unit)
group by band
order by list_position(['low', 'middle', 'high', 'unscored'], band)
