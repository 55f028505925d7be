-- One row per spell: what became of it, over how many looked-for years, and why it was followed no further.
-- All rates rest on `period_count` and `is_return_counted`; what the other treatments of unlooked years would give stands beside.
with followed as (
    select
        calendar,
        count(*) filter (is_looked_for and is_later and not is_after_return)::integer
            as looked_for_years,
        count(*) filter (is_later and not is_after_return)::integer as followed_years,
        coalesce(bool_or(is_return), false) as is_seen,
        coalesce(bool_or(is_return and is_looked_for), false) as is_returned,
        count(*) filter (is_counted)::integer as period_count,
        coalesce(bool_or(is_counted and is_return), false) as is_return_counted,
        count(*) filter (is_filed_counted)::integer as filed_period_count,
        coalesce(bool_or(is_filed_counted and is_return), false) as is_filed_return,
        max(looked_date) filter (is_looked_for and is_later) as looked_date,
        min(period_year - start_year) filter (
            not is_looked_for and is_later and not is_after_return
        )::integer as first_unlooked_year
    from years
    group by calendar
),

told as (
    select
        spells.*,
        themes.last_register_year,
        themes.is_changed_unit,
        coalesce(followed.looked_for_years, 0) as looked_for_years,
        -- Back in the year of the start: one period, where a whole year follows as for the others.
        if(
            followed.is_seen and year(spells.return_end_date) <= spells.start_year,
            (spells.last_whole_year > spells.start_year)::integer,
            coalesce(followed.followed_years, 0)
        ) as followed_years,
        coalesce(followed.period_count, 0) as period_count,
        coalesce(followed.is_return_counted, false) as is_return_counted,
        coalesce(followed.filed_period_count, 0) as filed_period_count,
        coalesce(followed.is_filed_return, false) as is_filed_return,
        coalesce(followed.is_seen and not followed.is_returned, false) as is_found_unvisited,
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
),

-- Links of which only a person can say whether they are the problem again.
possible as (
    select told.measure_id
    from told
    inner join doubtful
        on doubtful.subject = told.subject
        and doubtful.sighted_date > told.start_date
        and doubtful.sighted_date <= coalesce(told.censored_date, date '9999-12-31')
    where told.outcome <> 'returned'
    group by told.measure_id
)

select
    told.measure_id,
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
        when outcome = 'returned' and is_start_day then (return_date - start_date)::integer
    end as days_to_return,
    case when is_inspected then 'inspection' else 'register' end as looked_for_by,
    start_year,
    start_source,
    is_start_day,
    case when outcome = 'returned' or is_found_unvisited then return_issue_id end
        as return_issue_id,
    measure_count,
    nullif(score, -1) as quantification_score,
    severity,
    is_repeat,
    case
        when outcome = 'returned' then 'returned'
        when is_found_unvisited then 'found_unvisited'
        when censored_date is null then 'cutoff'
        when censored_date = next_date then 'replaced'
        when censored_date = ended_date then 'unit_ended'
        else 'clause_repealed'
    end as end_reason,
    period_count,
    is_return_counted,
    is_found_unvisited,
    possible.measure_id is not null as is_possibly_returned,
    filed_period_count,
    is_filed_return,
    followed_years,
    first_unlooked_year,
    has_look_back,
    is_changed_unit
from told
left join possible on possible.measure_id = told.measure_id
order by told.measure_id
