-- One row per treatment of unlooked years, unit and kind of the next measure (coarse again, or quantified): problems back after a coarse measure that were followed after the next one, and those back again in the first period.
with spells as (
    select
        treatment,
        unit,
        start_year,
        is_inspected,
        period_count,
        is_back,
        quantification_score as score,
        lag(quantification_score <= 2 and (outcome = 'returned' or is_found_unvisited))
            over same as is_after_failure
    from treatments
    where $unit = '' or unit = $unit
    window same as (partition by treatment, problem_id, unit order by start_date, measure_id)
)

select
    treatment,
    unit,
    if(score <= 2, 'coarse', 'quantified') as next_kind,
    bool_or(is_inspected) as is_inspected,
    count(*)::integer as followed_count,
    count(*) filter (is_back and period_count = 1)::integer as returned_count
from spells
where is_after_failure
    and (score <= 2 or score >= 6)
    and period_count > 0
    and start_year <= $year
group by treatment, unit, next_kind
order by treatment, unit, next_kind
