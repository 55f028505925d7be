-- One row per band of the quantification score and whole year in which someone looked: spells that ended there in a return, and those followed no further; year 0 holds spells nobody could follow yet.
with spells as (
    select
        case
            when quantification_score <= 2 then 'low'
            when quantification_score <= 5 then 'middle'
            when quantification_score is not null then 'high'
            else 'unscored'
        end as band,
        unit,
        outcome,
        case outcome
            when 'returned' then greatest(looked_for_years, 1)
            when 'held' then looked_for_years
            else 0
        end as looked_year
    from linked.outcomes
    where start_year <= $year and ($unit = '' or unit = $unit)
)

select
    band,
    looked_year,
    count(*) filter (outcome = 'returned')::integer as returned_count,
    count(*) filter (outcome = 'held')::integer as held_count,
    count(*) filter (outcome = 'too_early')::integer as too_early_count,
    count(*) filter (outcome = 'not_looked_for')::integer as not_looked_for_count
from spells
group by band, looked_year
order by list_position(['low', 'middle', 'high', 'unscored'], band), looked_year
