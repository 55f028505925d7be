-- One row per treatment of unlooked years, band of the quantification score, unit and period: problems at risk in it and those that came back.
with spells as (
    select
        treatment,
        case
            when quantification_score <= 2 then 'low'
            when quantification_score <= 5 then 'middle'
            else 'high'
        end as band,
        unit,
        is_inspected,
        start_year,
        period_count,
        is_back
    from treatments
    where quantification_score is not null
        and period_count > 0
        and start_year <= $year
        and ($unit = '' or unit = $unit)
),

periods as (
    select spells.*, unnest(range(1, period_count + 1))::integer as period
    from spells
)

select
    treatment,
    band,
    unit,
    period,
    bool_or(is_inspected) as is_inspected,
    min(start_year)::integer as first_year,
    max(start_year)::integer as last_year,
    count(*)::integer as trial_count,
    count(*) filter (is_back and period = period_count)::integer as event_count
from periods
group by treatment, band, unit, period
order by treatment, list_position(['low', 'middle', 'high'], band), unit, period
