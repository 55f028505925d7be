-- One row per entry, its copies included, that has a measure: where a spell may start.
-- A measure that was never closed has not taken effect, so it starts no spell; only where a unit's
-- registers date no cure at all does the end of the register year stand in for it.
-- Copies of one entry are one event, and its measure may stand on any of them: the first that says
-- what was done or when counts (the kept entry, then its copies by place).
-- `seen_from` is the day after which the problem counts as seen again: never before the issue
-- itself, so that a measure closed before its issue was found has not failed by it.
with promised as (
    select measures.*, coalesce(classes.duplicate_of, measures.issue_id) as kept_issue_id
    from clean.measures as measures
    inner join linked.classes as classes on classes.issue_id = measures.issue_id
),

copied as (
    select distinct duplicate_of as issue_id from linked.classes where duplicate_of is not null
),

chosen as (
    select promised.* from promised anti join copied on copied.issue_id = promised.kept_issue_id
    union all by name
    select promised.*
    from promised
    inner join copied on copied.issue_id = promised.kept_issue_id
    inner join clean.issues as issues on issues.issue_id = promised.issue_id
    qualify row_number() over (
        partition by promised.kept_issue_id
        order by
            (
                coalesce(trim(promised.measure_text) <> '', false)
                or promised.effective_date is not null
                or promised.closed_date is not null
            ) desc,
            promised.issue_id <> promised.kept_issue_id,
            issues.source_file,
            issues.source_sheet nulls first,
            issues.source_row,
            issues.part
    ) = 1
),

dated as (
    select
        measures.measure_id,
        measures.quantification_score,
        sightings.problem_id,
        sightings.unit,
        sightings.subject,
        sightings.clause,
        sightings.category,
        sightings.register_year,
        sightings.found_start_date,
        measures.effective_date,
        measures.closed_date,
        make_date(sightings.register_year, 12, 31) as year_end
    from chosen as measures
    inner join sightings on sightings.issue_id = measures.kept_issue_id
),

dating_units as (
    select distinct unit from dated where effective_date is not null or closed_date is not null
)

select
    measure_id,
    problem_id,
    unit,
    subject,
    clause,
    category,
    register_year,
    coalesce(effective_date, closed_date, year_end) as start_date,
    year(coalesce(effective_date, closed_date, year_end))::integer as start_year,
    case
        when effective_date is not null then 'effective'
        when closed_date is not null then 'closed'
        else 'register_year'
    end as start_source,
    greatest(
        coalesce(effective_date, closed_date, year_end),
        coalesce(found_start_date, make_date(register_year, 1, 1))
    ) as seen_from,
    coalesce(quantification_score, -1) as score
from dated
where effective_date is not null
    or closed_date is not null
    or unit not in (select dating_units.unit from dating_units)
