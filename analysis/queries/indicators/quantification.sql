-- One row per register year and name: measures with a text, those that are quantified, and those that are a coarse frame.
with years as (
    select distinct register_year
    from clean.registers
    where $unit::varchar is null or unit = $unit
),

measures as (
    select
        register_year,
        unit,
        count(*) as measure_count,
        count(*) filter (quantification_score >= 6) as quantified_count,
        count(*) filter (is_coarse) as coarse_count
    from linked.counted_issues
    where quantification_score is not null and ($unit::varchar is null or unit = $unit)
    group by register_year, unit
),

counted as (
    select
        years.register_year,
        coalesce(sum(measures.measure_count), 0)::integer as measure_count,
        coalesce(sum(measures.quantified_count), 0)::integer as quantified_count,
        coalesce(sum(measures.coarse_count), 0)::integer as coarse_count,
        count(*) filter (measures.quantified_count > 0)::integer as quantified_unit_count,
        count(*) filter (measures.coarse_count > 0)::integer as coarse_unit_count,
        list(measures.quantified_count order by measures.unit) as quantified_counts,
        list(measures.coarse_count order by measures.unit) as coarse_counts,
        list(measures.measure_count order by measures.unit) as measure_counts,
        case when count(measures.measure_count) = 0 then 'no_measure_text' end as reason
    from years
    left join measures on measures.register_year = years.register_year
    group by years.register_year
)

select
    'quantified_measures' as name,
    register_year,
    quantified_count as numerator,
    measure_count as denominator,
    quantified_unit_count as unit_count,
    quantified_counts as unit_numerators,
    measure_counts as unit_denominators,
    reason
from counted
union all
select
    'coarse_measures' as name,
    register_year,
    coarse_count as numerator,
    measure_count as denominator,
    coarse_unit_count as unit_count,
    coarse_counts as unit_numerators,
    measure_counts as unit_denominators,
    reason
from counted
order by name, register_year
