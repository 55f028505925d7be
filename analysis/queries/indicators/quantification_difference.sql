-- One row per start year, unit, treatment of unlooked years, band of the score and period: problems at risk under coarse (0 to 2) and quantified (6 to 8) measures, and those that came back.
with spells as (
    select
        start_year,
        unit,
        if(quantification_score <= 2, 'low', 'high') as band,
        looked_for_by = 'inspection' as is_inspected,
        outcome = 'returned' or is_found_unvisited as is_seen,
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
    where (quantification_score <= 2 or quantification_score >= 6)
        and ($unit::varchar is null or unit = $unit)
),

lasted as (
    select start_year, unit, band, treatment, years, is_back, is_inspected, count(*) as spell_count
    from spells
    where years > 0
    group by all
),

periods as (
    select lasted.*, unnest(range(1, years + 1))::integer as period
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
    coalesce(sum(spell_count) filter (is_back and period = years), 0)::integer as event_count
from periods
group by start_year, unit, treatment, band, period
order by start_year, unit, treatment, band, period
