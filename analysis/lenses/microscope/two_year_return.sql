-- One row per treatment of unlooked years, band of the quantification score, unit and period: problems at risk in it and those that came back.
with spells as (
    select
        unit,
        case
            when quantification_score <= 2 then 'low'
            when quantification_score <= 5 then 'middle'
            else 'high'
        end as band,
        looked_for_by = 'inspection' as is_inspected,
        outcome = 'returned' or is_found_unvisited as is_seen,
        start_year,
        unnest([
            {'treatment': 'main', 'years': period_count, 'is_back': is_return_counted},
            {
                'treatment': 'other',
                'years': if(is_inspected, filed_period_count, followed_years),
                'is_back': if(is_inspected, is_filed_return, is_seen)
            },
            {
                'treatment': 'worst',
                'years': coalesce(first_unlooked_year, followed_years),
                'is_back': is_seen or first_unlooked_year is not null
            }
        ], recursive := true)
    from linked.outcomes
    where quantification_score is not null
        and start_year <= $year
        and ($unit = '' or unit = $unit)
),

periods as (
    select spells.*, unnest(range(1, years + 1))::integer as period
    from spells
    where years > 0
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
    count(*) filter (is_back and period = years)::integer as event_count
from periods
group by treatment, band, unit, period
order by treatment, list_position(['low', 'middle', 'high'], band), unit, period
