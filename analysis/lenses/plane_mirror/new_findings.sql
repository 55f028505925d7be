-- One row per unit with a register of $year that has an earlier one: problems standing in it, those never seen there before, and those of the year before.
with standing as (
    select distinct
        issues.unit,
        appearances.problem_id,
        issues.register_year,
        shown.is_doubtful,
        count(*) over (partition by issues.unit, issues.register_year) as issue_count
    from linked.appearances as appearances
    inner join clean.issues as issues on issues.issue_id = appearances.issue_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    inner join linked.shown_classes as shown on shown.shown_class = classes.shown_class
    where issues.register_year <= $year
        and classes.text_kind = 'own'
        and ($unit = '' or issues.unit = $unit)
),

lived as (
    select
        unit,
        problem_id,
        min(register_year) as first_year,
        bool_or(register_year = $year) as is_standing,
        -- What only resembles an earlier entry may be that one again.
        bool_or(is_doubtful and register_year = $year) as is_doubtful,
        bool_or(register_year = $year - 1) as was_standing,
        max(issue_count) filter (register_year = $year) as issue_count
    from standing
    group by unit, problem_id
),

units as (
    select
        unit,
        max(issue_count) >= $small_count::integer as is_named,
        count(*) filter (is_standing) as problem_count,
        count(*) filter (is_standing and first_year = $year and not is_doubtful) as new_count,
        count(*) filter (is_standing and was_standing) as kept_count,
        count(*) filter (is_standing or was_standing) as either_count
    from lived
    group by unit
    having min(first_year) < $year and count(*) filter (is_standing) > 0
)

select
    case when is_named then unit end as unit,
    $year::integer as register_year,
    count(*)::integer as unit_count,
    sum(problem_count)::integer as problem_count,
    sum(new_count)::integer as new_count,
    sum(kept_count)::integer as kept_count,
    sum(either_count)::integer as either_count
from units
group by is_named, case when is_named then unit end
order by unit collate zh nulls last, unit
