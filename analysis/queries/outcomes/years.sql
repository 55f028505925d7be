-- One row per calendar and year after its start until its end: whether somebody looked, by the rule of this bureau and by registers alone, and whether the year counts.
-- One rule for years with a return and years without: where inspections are kept a visit decides, else the filed register, in which a return must stand. A register that only copies the problem with another date proves that nobody looked for it. A year counts when it is whole. A return in the year of the start belongs to the first period, and counts only where a whole looked-for year follows, as it must for a problem that held.
with calendars as (
    select
        calendar,
        any_value(theme) as theme,
        any_value(is_inspected) as is_inspected,
        any_value(start_year) as start_year,
        any_value(start_date) as start_date,
        any_value(is_seen) as is_seen,
        any_value(copied_years) as copied_years,
        any_value(year(return_end_date))::integer as return_year,
        any_value(last_whole_year) as last_whole_year
    from spells
    group by calendar
),

followed as (
    select
        *,
        coalesce(is_seen and return_year <= start_year, false) as is_seen_at_once,
        unnest(case
            when is_seen and return_year > start_year
                then generate_series(start_year + 1, return_year)
            when is_seen then generate_series(return_year, greatest(return_year, last_whole_year))
            else generate_series(start_year + 1, last_whole_year)
        end)::integer as period_year
    from calendars
),

looked as (
    select
        followed.*,
        period_year > start_year as is_later,
        is_seen and period_year = return_year as is_return,
        period_year <= last_whole_year as is_whole,
        coalesce(list_contains(copied_years, period_year), false) as is_copied,
        visits.looked_date as visited_date,
        visits.theme is not null and coalesce(
            period_year > start_year or visits.looked_date > start_date, true
        ) as is_visited,
        is_return or (registers.theme is not null and not is_copied) as is_filed,
        if(is_inspected, is_visited, is_filed) as is_looked_for
    from followed
    left join looks as visits
        on visits.theme = followed.theme
        and visits.looked_year = followed.period_year
        and visits.looked_by = 'inspection'
    left join looks as registers
        on registers.theme = followed.theme
        and registers.looked_year = followed.period_year
        and registers.looked_by = 'register'
),

windows as (
    select
        *,
        bool_or(is_looked_for and is_later and is_whole) over same as has_window,
        bool_or(is_filed and is_later and is_whole) over same as has_filed_window
    from looked
    window same as (partition by calendar)
)

select
    calendar,
    start_year,
    period_year,
    is_return,
    is_seen_at_once and not is_return as is_after_return,
    is_looked_for,
    is_later,
    case
        when is_seen_at_once then is_return and is_looked_for and has_window
        else is_looked_for and is_later and is_whole
    end as is_counted,
    case
        when is_seen_at_once then is_return and has_filed_window
        else is_filed and is_later and is_whole
    end as is_filed_counted,
    if(is_inspected, visited_date, make_date(period_year, 12, 31)) as looked_date
from windows
