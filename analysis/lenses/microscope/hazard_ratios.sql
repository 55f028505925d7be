-- One row per unit, looked-for year, band and whether the problem had stood there before: years in which a cured problem was looked for, and those in which it came back.
with spells as (
    select
        unit,
        case
            when quantification_score <= 2 then 'low'
            when quantification_score <= 5 then 'middle'
            else 'high'
        end as band,
        is_repeat,
        outcome = 'returned' as is_returned,
        case outcome
            when 'returned' then greatest(looked_for_years, 1)
            else looked_for_years
        end as last_looked_year,
        count(*) as spell_count
    from linked.outcomes
    where quantification_score is not null
        and outcome in ('held', 'returned')
        and start_year <= $year
        and ($unit = '' or unit = $unit)
    group by all
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
    sum(spell_count)::integer as trial_count,
    coalesce(
        sum(spell_count) filter (is_returned and looked_year = last_looked_year), 0
    )::integer as event_count
from years
group by unit, looked_year, band, is_repeat
order by unit, looked_year, band, is_repeat
