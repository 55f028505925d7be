-- One row per pair of spells of one problem in one unit, the earlier under a coarse measure and the later under a quantified one: looked-for periods of both, and whether each ended in a return.
with spells as (
    select
        problem_id,
        unit,
        measure_id,
        start_date,
        period_count,
        is_return_counted,
        case
            when quantification_score <= 2 then 'low'
            when quantification_score >= 6 then 'high'
        end as band
    from linked.outcomes
    where start_year <= $year and period_count > 0 and ($unit = '' or unit = $unit)
),

coarse as (
    select problem_id, unit, arg_max(spells, start_date) as earlier
    from spells
    where band = 'low'
    group by problem_id, unit
),

quantified as (
    select spells.problem_id, spells.unit, arg_min(spells, start_date) as later
    from spells
    inner join coarse on coarse.problem_id = spells.problem_id and coarse.unit = spells.unit
    where spells.band = 'high' and spells.start_date > coarse.earlier.start_date
    group by spells.problem_id, spells.unit
)

select
    coarse.unit,
    coarse.problem_id,
    coarse.earlier.period_count as coarse_period_count,
    coarse.earlier.is_return_counted as is_back_after_coarse,
    quantified.later.period_count as quantified_period_count,
    quantified.later.is_return_counted as is_back_after_quantified
from coarse
inner join quantified
    on quantified.problem_id = coarse.problem_id and quantified.unit = coarse.unit
order by coarse.unit, coarse.problem_id
