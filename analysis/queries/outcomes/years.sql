-- One row per spell and whole year after its start until its end, and whether somebody looked.
-- A register that only copies the problem with another date proves that nobody looked for it; the
-- year of a return was looked at by whoever saw it. A return in the year of the start is one row.
with copied as (
    select subject, register_year
    from sightings
    group by subject, register_year
    having bool_and(is_copy)
),

bounded as (
    select
        spell,
        subject,
        theme,
        is_inspected,
        start_year,
        return_issue_id is not null
        and coalesce(return_end_date <= censored_date, true) as is_returned,
        year(return_end_date)::integer as return_year,
        least(last_whole_year, year(censored_date + 1)::integer - 1) as last_whole_year
    from spells
),

followed as (
    select
        *,
        unnest(case
            when is_returned
                then generate_series(least(start_year + 1, return_year), return_year)
            else generate_series(start_year + 1, last_whole_year)
        end)::integer as period_year
    from bounded
)

select
    followed.spell,
    followed.start_year,
    followed.period_year,
    followed.is_returned and followed.period_year = followed.return_year as is_returned,
    (followed.is_returned and followed.period_year = followed.return_year)
    or (looks.theme is not null and (followed.is_inspected or copied.subject is null))
        as is_looked_for,
    looks.looked_date
from followed
left join looks
    on looks.theme = followed.theme and looks.looked_year = followed.period_year
left join copied
    on copied.subject = followed.subject and copied.register_year = followed.period_year
