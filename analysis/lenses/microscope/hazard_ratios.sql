-- One row per unit, looked-for period, calendar year, band, severity and whether the problem had stood there before: periods in which a cured problem was looked for, and those in which it came back.
select
    outcomes.unit,
    periods.period_number as looked_year,
    periods.period_year,
    case
        when quantification_score <= 2 then 'low'
        when quantification_score <= 5 then 'middle'
        else 'high'
    end as band,
    nullif(lower(trim(severity)), '') as severity,
    is_repeat,
    count(*)::integer as trial_count,
    count(*) filter (periods.is_returned)::integer as event_count
from linked.outcomes as outcomes
inner join linked.periods as periods on periods.measure_id = outcomes.measure_id
where quantification_score is not null
    and start_year <= $year
    and ($unit = '' or outcomes.unit = $unit)
group by all
order by outcomes.unit, looked_year, period_year, band, severity nulls first, is_repeat
