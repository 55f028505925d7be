-- One row per field of work (missing: all measures together) with measures in the registers of $year and of the year before: how many of the eight elements their texts state in the mean, as such and per hundred characters.
with measures as (
    select
        issues.category_key,
        issues.category,
        issues.register_year,
        measures.quantification_score as score,
        100.0 * measures.quantification_score / nullif(length(measures.measure_text), 0) as density
    from clean.measures as measures
    inner join clean.issues as issues on issues.issue_id = measures.issue_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    where measures.quantification_score is not null
        and not classes.is_duplicate
        and issues.register_year between $year - 1 and $year
        and ($unit = '' or issues.unit = $unit)
)

select
    mode(category order by category) filter (grouping_level = 'field') as field,
    count(*) filter (register_year = $year)::integer as measure_count,
    count(*) filter (register_year = $year - 1)::integer as prior_measure_count,
    avg(score) filter (register_year = $year) as mean_score,
    avg(score) filter (register_year = $year - 1) as prior_mean_score,
    avg(density) filter (register_year = $year) as score_per_hundred,
    avg(density) filter (register_year = $year - 1) as prior_score_per_hundred
from (
    select *, 'field' as grouping_level from measures where category_key is not null
    union all
    select * replace (null as category_key), 'all' as grouping_level from measures
) as told
group by grouping_level, category_key
order by grouping_level, measure_count desc, category_key
