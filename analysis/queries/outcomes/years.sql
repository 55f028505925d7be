-- One row per calendar and whole year after its start until its end, and whether somebody looked.
-- A register that only copies the problem with another date proves that nobody looked for it; the year of a return was looked at by whoever saw it. A return in the year of the start is one row.
with calendars as (
    select
        calendar,
        any_value(theme) as theme,
        any_value(start_year) as start_year,
        any_value(is_returned) as is_returned,
        any_value(copied_years) as copied_years,
        any_value(year(return_end_date))::integer as return_year,
        any_value(last_whole_year) as last_whole_year
    from spells
    group by calendar
),

followed as (
    select
        *,
        unnest(case
            when is_returned
                then generate_series(least(start_year + 1, return_year), return_year)
            else generate_series(start_year + 1, last_whole_year)
        end)::integer as period_year
    from calendars
)

select
    followed.calendar,
    followed.start_year,
    followed.period_year,
    followed.is_returned and followed.period_year = followed.return_year as is_returned,
    (followed.is_returned and followed.period_year = followed.return_year)
    or (
        looks.theme is not null
        and not coalesce(list_contains(followed.copied_years, followed.period_year), false)
    ) as is_looked_for,
    looks.looked_date
from followed
left join looks
    on looks.theme = followed.theme and looks.looked_year = followed.period_year
