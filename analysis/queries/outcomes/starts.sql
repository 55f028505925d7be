-- One row per issue whose measure took effect on a day or in a year that the source states: where a spell may start.
-- No spell without a measure: its text must stand there. Only where texts are sentences of a code list does a correction date suffice, because such sources show recurrence and nothing else.
-- `seen_from` is the day after which the problem counts as seen again: never before the issue itself, so that a measure closed before its issue was found has not failed by it.
with dated as (
    select
        cures.measure_id,
        cures.problem_id,
        hash(cures.problem_id, cures.unit) as subject,
        themes.theme,
        cures.appearance_number > 1 as is_repeat,
        cures.register_year,
        cures.severity,
        coalesce(cures.effective_date, cures.closed_date) as start_date,
        if(cures.effective_date is not null, 'effective', 'closed') as start_source,
        if(cures.effective_date is not null, cures.is_effective_day, cures.is_closed_day)
            as is_start_day,
        coalesce(cures.found_start_date, make_date(cures.register_year, 1, 1)) as seen_date,
        coalesce(cures.quantification_score, -1) as score
    from cures
    inner join themes
        on themes.unit = cures.unit
        and themes.clause is not distinct from cures.clause_key
        and themes.category is not distinct from cures.category_key
    where cures.measure_id is not null
        and cures.problem_id is not null
        and (cures.has_text or cures.text_kind = 'catalogue')
        and not cures.is_open
        and coalesce(cures.effective_date, cures.closed_date) is not null
)

select
    *,
    year(start_date)::integer as start_year,
    greatest(start_date, seen_date) as seen_from
from dated
