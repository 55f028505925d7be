-- One row per band of the quantification score: problems followed for two years, or back before, of measures begun two years before $year or earlier; and those of them that came back.
select
    case
        when measures.quantification_score <= 2 then 'low'
        when measures.quantification_score <= 5 then 'middle'
        else 'high'
    end as band,
    count(*) filter (
        outcomes.outcome = 'returned' and outcomes.looked_for_years <= 2
    )::integer as returned_count,
    count(*)::integer as followed_count,
    min(outcomes.start_year)::integer as first_year,
    max(outcomes.start_year)::integer as last_year
from linked.outcomes as outcomes
inner join clean.measures as measures on measures.measure_id = outcomes.measure_id
where measures.quantification_score is not null
    and outcomes.start_year <= $year - 2
    and (
        (outcomes.outcome = 'returned' and outcomes.looked_for_years <= 2)
        or (outcomes.outcome in ('held', 'returned') and outcomes.looked_for_years >= 2)
    )
    and ($unit = '' or outcomes.unit = $unit)
group by band
order by list_position(['low', 'middle', 'high'], band)
