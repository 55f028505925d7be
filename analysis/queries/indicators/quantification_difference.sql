-- One row per start year, unit, treatment of unlooked years, band of the score and period: problems at risk under coarse (0 to 2) and quantified (6 to 8) measures, and those that came back.
with lasted as (
    select
        start_year,
        unit,
        if(quantification_score <= 2, 'low', 'high') as band,
        treatment,
        period_count,
        is_back,
        is_inspected,
        count(*) as spell_count
    from treatments
    where (quantification_score <= 2 or quantification_score >= 6)
        and period_count > 0
        and ($unit::varchar is null or unit = $unit)
    group by all
),

periods as (
    select lasted.*, unnest(range(1, period_count + 1))::integer as period
    from lasted
)

select
    start_year,
    unit,
    treatment,
    band,
    period,
    bool_or(is_inspected) as is_inspected,
    sum(spell_count)::integer as trial_count,
    coalesce(sum(spell_count) filter (is_back and period = period_count), 0)::integer as event_count
from periods
group by start_year, unit, treatment, band, period
order by start_year, unit, treatment, band, period
