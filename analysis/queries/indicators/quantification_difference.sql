-- One row per register year: two-year return of problems under coarse (0 to 2) and quantified (6 to 8) measures begun two years before or earlier.
with years as (
    select distinct register_year
    from clean.registers
    where $unit::varchar is null or unit = $unit
),

spells as (
    select
        outcomes.start_year,
        measures.quantification_score <= 2 as is_low,
        measures.quantification_score >= 6 as is_high,
        outcomes.outcome = 'returned' and outcomes.looked_for_years <= 2 as is_returned
    from linked.outcomes as outcomes
    inner join clean.measures as measures on measures.measure_id = outcomes.measure_id
    where measures.quantification_score is not null
        and (
            (outcomes.outcome = 'returned' and outcomes.looked_for_years <= 2)
            or (outcomes.outcome in ('held', 'returned') and outcomes.looked_for_years >= 2)
        )
        and ($unit::varchar is null or outcomes.unit = $unit)
),

counted as (
    select
        years.register_year,
        count(*) filter (spells.is_low and spells.is_returned)::integer as numerator,
        count(*) filter (spells.is_low)::integer as denominator,
        count(*) filter (spells.is_high and spells.is_returned)::integer as other_numerator,
        count(*) filter (spells.is_high)::integer as other_denominator
    from years
    left join spells on spells.start_year <= years.register_year - 2
    group by years.register_year
)

select
    'quantification_difference' as name,
    register_year,
    numerator,
    denominator,
    other_numerator,
    other_denominator,
    case when denominator = 0 or other_denominator = 0 then 'no_two_bands' end as reason
from counted
order by register_year
