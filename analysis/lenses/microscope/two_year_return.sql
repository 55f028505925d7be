-- One row per band of the quantification score: problems followed for two years, or back before, of measures begun two years before $year or earlier; and those of them that came back.
select
    case
        when quantification_score <= 2 then 'low'
        when quantification_score <= 5 then 'middle'
        else 'high'
    end as band,
    count(*) filter (
        outcome = 'returned' and looked_for_years <= 2
    )::integer as returned_count,
    count(*)::integer as followed_count,
    min(start_year)::integer as first_year,
    max(start_year)::integer as last_year
from linked.outcomes
where quantification_score is not null
    and start_year <= $year - 2
    and (
        (outcome = 'returned' and looked_for_years <= 2)
        or (outcome in ('held', 'returned') and looked_for_years >= 2)
    )
    and ($unit = '' or unit = $unit)
group by band
order by list_position(['low', 'middle', 'high'], band)
