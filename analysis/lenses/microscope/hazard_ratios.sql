-- One row per unit, looked-for year, band and whether the problem had stood there before: years in which a cured problem was looked for, and those in which it came back.
with spells as (
    select
        outcomes.unit,
        case
            when measures.quantification_score <= 2 then 'low'
            when measures.quantification_score <= 5 then 'middle'
            else 'high'
        end as band,
        coalesce(appearances.appearance_number, 1) > 1 as is_repeat,
        outcomes.outcome = 'returned' as is_returned,
        case outcomes.outcome
            when 'returned' then greatest(outcomes.looked_for_years, 1)
            else outcomes.looked_for_years
        end as last_looked_year
    from linked.outcomes as outcomes
    inner join clean.measures as measures on measures.measure_id = outcomes.measure_id
    left join linked.appearances as appearances
        on appearances.issue_id = measures.issue_id
        and appearances.problem_id = outcomes.problem_id
    where measures.quantification_score is not null
        and outcomes.outcome in ('held', 'returned')
        and outcomes.start_year <= $year
        and ($unit = '' or outcomes.unit = $unit)
),

years as (
    select spells.*, unnest(range(1, last_looked_year + 1)) as looked_year
    from spells
)

select
    unit,
    looked_year::integer as looked_year,
    band,
    is_repeat,
    count(*)::integer as trial_count,
    count(*) filter (is_returned and looked_year = last_looked_year)::integer as event_count
from years
group by unit, looked_year, band, is_repeat
order by unit, looked_year, band, is_repeat
