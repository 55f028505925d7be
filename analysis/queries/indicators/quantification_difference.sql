-- One row per register year: two-year return of problems under coarse (0 to 2) and quantified (6 to 8) measures begun two years before or earlier.
with years as (
    select distinct register_year
    from clean.registers
    where $unit::varchar is null or unit = $unit
),

spells as (
    select
        start_year,
        count(*) filter (is_low) as low_count,
        count(*) filter (is_low and is_back) as low_back_count,
        count(*) filter (is_high) as high_count,
        count(*) filter (is_high and is_back) as high_back_count
    from (
        select
            start_year,
            quantification_score <= 2 as is_low,
            quantification_score >= 6 as is_high,
            outcome = 'returned' and looked_for_years <= 2 as is_back
        from linked.outcomes
        where quantification_score is not null
            and outcome in ('held', 'returned')
            and (looked_for_years >= 2 or outcome = 'returned')
            and ($unit::varchar is null or unit = $unit)
    ) as followed
    group by start_year
),

counted as (
    select
        years.register_year,
        coalesce(sum(spells.low_back_count), 0)::integer as numerator,
        coalesce(sum(spells.low_count), 0)::integer as denominator,
        coalesce(sum(spells.high_back_count), 0)::integer as other_numerator,
        coalesce(sum(spells.high_count), 0)::integer as other_denominator
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
