-- One row per treatment of unlooked years, unit, period, calendar year, band, severity and whether the problem had stood there before: periods in which a cured problem was followed, and those in which it came back.
with followed as (
    select
        'main' as treatment,
        outcomes.unit,
        periods.period_number as looked_year,
        periods.period_year,
        quantification_score,
        severity,
        is_repeat,
        looked_for_by = 'inspection' as is_inspected,
        periods.is_returned
    from linked.outcomes as outcomes
    inner join linked.periods as periods on periods.measure_id = outcomes.measure_id
    where quantification_score is not null
        and start_year <= $year
        and ($unit = '' or outcomes.unit = $unit)
),

-- Beside it the k-th period stands for the k-th year after the measure.
lasted as (
    select *, unnest(range(1, period_count + 1))::integer as looked_year
    from treatments
    where treatment <> 'main'
        and quantification_score is not null
        and start_year <= $year
        and ($unit = '' or unit = $unit)
),

every as (
    select * from followed
    union all
    select
        treatment,
        unit,
        looked_year,
        start_year + looked_year as period_year,
        quantification_score,
        severity,
        is_repeat,
        is_inspected,
        is_back and looked_year = period_count as is_returned
    from lasted
)

select
    treatment,
    unit,
    looked_year,
    period_year,
    case
        when quantification_score <= 2 then 'low'
        when quantification_score <= 5 then 'middle'
        else 'high'
    end as band,
    nullif(lower(trim(severity)), '') as severity,
    is_repeat,
    bool_or(is_inspected) as is_inspected,
    count(*)::integer as trial_count,
    count(*) filter (is_returned)::integer as event_count
from every
group by all
order by treatment, unit, looked_year, period_year, band, severity nulls first, is_repeat
