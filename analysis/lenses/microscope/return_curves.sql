-- One row per treatment of unlooked years, band of the quantification score, unit and number of periods: spells that ended there in a return, and those followed no further; 0 holds spells that nobody could follow yet, and beside them stand those found without a visit and those with a link in doubt.
select
    treatment,
    case
        when quantification_score <= 2 then 'low'
        when quantification_score <= 5 then 'middle'
        when quantification_score is not null then 'high'
        else 'unscored'
    end as band,
    unit,
    period_count as looked_year,
    bool_or(is_inspected) as is_inspected,
    count(*) filter (period_count > 0 and is_back)::integer as returned_count,
    count(*) filter (period_count > 0 and not is_back)::integer as held_count,
    count(*) filter (
        period_count = 0 and outcome <> 'not_looked_for' and not is_found_unvisited
    )::integer as too_early_count,
    count(*) filter (
        period_count = 0 and outcome = 'not_looked_for' and not is_found_unvisited
    )::integer as not_looked_for_count,
    count(*) filter (is_found_unvisited)::integer as unvisited_count,
    count(*) filter (is_possibly_returned)::integer as possible_count
from treatments
where start_year <= $year and ($unit = '' or unit = $unit)
group by treatment, band, unit, period_count
order by treatment, list_position(['low', 'middle', 'high', 'unscored'], band), unit, looked_year
