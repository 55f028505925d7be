-- One row per spell and whole year after its start until its end, and whether somebody looked.
-- A register that only copies the problem with another date proves that nobody looked for it; the
-- year of a return was looked at by whoever saw it. A return in the year of the start is one row.
with copied as (
    select appearances.problem_id, issues.unit, issues.register_year
    from linked.appearances as appearances
    inner join clean.issues as issues on issues.issue_id = appearances.issue_id
    group by appearances.problem_id, issues.unit, issues.register_year
    having bool_and(appearances.is_redated_only)
),

bounded as (
    select
        spells.measure_id,
        spells.problem_id,
        spells.unit,
        spells.start_year,
        themes.theme,
        themes.is_inspected,
        spells.return_issue_id is not null
        and coalesce(spells.return_end_date <= spells.censored_date, true) as is_returned,
        year(spells.return_end_date)::integer as return_year,
        least(themes.last_whole_year, year(spells.censored_date + 1)::integer - 1)
            as last_whole_year
    from spells
    inner join themes
        on themes.unit = spells.unit
        and themes.clause is not distinct from spells.clause
        and themes.category is not distinct from spells.category
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
    followed.measure_id,
    followed.problem_id,
    followed.unit,
    followed.start_year,
    followed.period_year,
    followed.is_returned and followed.period_year = followed.return_year as is_returned,
    (followed.is_returned and followed.period_year = followed.return_year)
    or (
        looks.theme is not null and (followed.is_inspected or copied.problem_id is null)
    ) as is_looked_for,
    looks.looked_date
from followed
left join looks
    on looks.theme = followed.theme and looks.looked_year = followed.period_year
left join copied
    on copied.problem_id = followed.problem_id
    and copied.unit = followed.unit
    and copied.register_year = followed.period_year
