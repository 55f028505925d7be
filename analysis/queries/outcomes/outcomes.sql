-- One row per spell: what became of it, over how many looked-for years, and why it was followed no further. Ready for the other treatments of unlooked years: how many calendar years it was followed, and the first of them in which nobody looked.
with followed as (
    select
        calendar,
        count(*) filter (is_looked_for and period_year > start_year)::integer as looked_for_years,
        count(*) filter (period_year > start_year)::integer as followed_years,
        bool_or(is_returned) as is_returned,
        max(looked_date) filter (is_looked_for) as looked_date,
        min(period_year - start_year) filter (not is_looked_for)::integer as first_unlooked_year
    from years
    group by calendar
),

told as (
    select
        spells.*,
        themes.last_register_year,
        themes.is_changed_unit,
        coalesce(followed.looked_for_years, 0) as looked_for_years,
        coalesce(followed.followed_years, 0) as followed_years,
        followed.first_unlooked_year,
        followed.looked_date,
        case
            when followed.is_returned then 'returned'
            when followed.looked_for_years >= 1 then 'held'
            when coalesce(followed.followed_years, 0) = 0 then 'too_early'
            else 'not_looked_for'
        end as outcome
    from spells
    inner join themes on themes.theme = spells.theme
    left join followed on followed.calendar = spells.calendar
)

select
    measure_id,
    problem_id,
    unit,
    start_date,
    case outcome
        when 'returned' then return_end_date
        when 'held' then coalesce(looked_date, censored_date, make_date(last_register_year, 12, 31))
        when 'too_early'
            then coalesce(
                censored_date, greatest(start_date, make_date(last_register_year, 12, 31))
            )
        else censored_date
    end as end_date,
    outcome,
    looked_for_years,
    case
        when outcome = 'returned' and start_source <> 'register_year'
            then (return_date - start_date)::integer
    end as days_to_return,
    case when is_inspected then 'inspection' else 'register' end as looked_for_by,
    start_year,
    start_source,
    case when outcome = 'returned' then return_issue_id end as return_issue_id,
    measure_count,
    nullif(score, -1) as quantification_score,
    is_repeat,
    case
        when outcome = 'returned' then 'returned'
        when censored_date is null then 'cutoff'
        when censored_date = next_date then 'replaced'
        when censored_date = ended_date then 'unit_ended'
        else 'clause_repealed'
    end as end_reason,
    followed_years,
    first_unlooked_year,
    has_look_back,
    is_changed_unit
from told
order by measure_id
