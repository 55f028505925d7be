-- One row per register year and name: measures with a text, those that are quantified, and those that are a coarse frame.
with years as (
    select distinct register_year
    from clean.registers
    where $unit::varchar is null or unit = $unit
),

measures as (
    select issues.register_year, issues.unit, measures.quantification_score, measures.is_coarse
    from clean.measures as measures
    inner join clean.issues as issues on issues.issue_id = measures.issue_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    where measures.quantification_score is not null
        and not classes.is_duplicate
        and ($unit::varchar is null or issues.unit = $unit)
),

counted as (
    select
        years.register_year,
        count(measures.unit)::integer as measure_count,
        count(*) filter (measures.quantification_score >= 6)::integer as quantified_count,
        count(*) filter (measures.is_coarse)::integer as coarse_count,
        count(distinct measures.unit) filter (measures.quantification_score >= 6)::integer
            as quantified_unit_count,
        count(distinct measures.unit) filter (measures.is_coarse)::integer as coarse_unit_count,
        case when measure_count = 0 then 'no_measure_text' end as reason
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
    reason
from counted
union all
select
    'coarse_measures' as name,
    register_year,
    coarse_count as numerator,
    measure_count as denominator,
    coarse_unit_count as unit_count,
    reason
from counted
order by name, register_year
