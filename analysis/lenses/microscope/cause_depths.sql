-- One row per register year up to $year and depth of the why-chain on record (0 none, 3 three or more): issues, those with a measure, and of these such as answer a cause by name.
with chains as (
    select
        issue_id,
        max(coalesce(depth, 1)) as depth,
        bool_or(measure_text is not null) as is_answered
    from clean.causes
    where issue_id is not null and cause_text is not null
    group by issue_id
),

answered as (
    select distinct issue_id
    from clean.measures
    where measure_text is not null
),

deep as (
    select
        issues.issue_id,
        issues.register_year,
        least(
            coalesce(chains.depth, case when issues.cause_text is not null then 1 else 0 end), 3
        ) as cause_depth,
        answered.issue_id is not null as has_measure,
        coalesce(chains.is_answered, false) as is_answered
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    left join chains on chains.issue_id = issues.issue_id
    left join answered on answered.issue_id = issues.issue_id
    where not classes.is_duplicate
        and issues.register_year <= $year
        and ($unit = '' or issues.unit = $unit)
)

select
    register_year,
    cause_depth::integer as cause_depth,
    count(*)::integer as issue_count,
    count(*) filter (has_measure)::integer as measure_count,
    count(*) filter (has_measure and is_answered)::integer as answered_count
from deep
group by register_year, cause_depth
order by register_year, cause_depth
