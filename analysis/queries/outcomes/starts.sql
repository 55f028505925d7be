-- One row per issue that has a measure: where a spell may start.
-- A measure that was never closed has not taken effect, so it starts no spell; only where a unit's registers date no cure at all does the end of the register year stand in for it.
-- `seen_from` is the day after which the problem counts as seen again: never before the issue itself, so that a measure closed before its issue was found has not failed by it.
with dating_units as (
    select distinct unit from cures where effective_date is not null or closed_date is not null
),

dated as (
    select
        cures.measure_id,
        cures.problem_id,
        hash(cures.problem_id, cures.unit) as subject,
        themes.theme,
        cures.appearance_number > 1 as is_repeat,
        cures.register_year,
        coalesce(
            cures.effective_date, cures.closed_date, make_date(cures.register_year, 12, 31)
        ) as start_date,
        case
            when cures.effective_date is not null then 'effective'
            when cures.closed_date is not null then 'closed'
            else 'register_year'
        end as start_source,
        coalesce(cures.found_start_date, make_date(cures.register_year, 1, 1)) as seen_date,
        coalesce(cures.quantification_score, -1) as score
    from cures
    inner join themes
        on themes.unit = cures.unit
        and themes.clause is not distinct from cures.clause_key
        and themes.category is not distinct from cures.category_key
    where cures.measure_id is not null
        and cures.problem_id is not null
        and (
            cures.effective_date is not null
            or cures.closed_date is not null
            or cures.unit not in (select dating_units.unit from dating_units)
        )
)

select
    *,
    year(start_date)::integer as start_year,
    greatest(start_date, seen_date) as seen_from
from dated
