-- One row per subject of the registers of $first_year to $year: how many units have it of those where somebody looked, how grave it is called within each year, and how many answers are only talk.
with entries as (
    select
        counted.issue_id,
        issues.unit,
        issues.register_year,
        coalesce(
            issues.clause_key,
            issues.category_key,
            case when issues.text_kind = 'catalogue' then issues.subject_text end
        ) as subject_key,
        coalesce(
            issues.clause,
            issues.category,
            case when issues.text_kind = 'catalogue' then issues.subject_text end
        ) as subject,
        issues.clause_key,
        issues.category_key,
        case when severities.is_said then severities.severity_level end as severity_level
    from linked.counted_issues as counted
    inner join clean.issues as issues on issues.issue_id = counted.issue_id
    inner join linked.severities as severities
        on severities.severity is not distinct from issues.severity
    where issues.register_year between $first_year and $year
),

-- Grades drift from year to year: a grade counts by its place among those of its own year.
ranked as (
    select
        issue_id,
        (
            rank() over (partition by register_year order by severity_level) - 1
            + count(*) over (partition by register_year, severity_level) / 2
        ) / nullif(count(*) over (partition by register_year), 0) as severity_rank
    from entries
    where severity_level is not null
),

-- An answer is only talk when it names no sanction, no check and no rule or standard.
answered as (
    select
        issue_id,
        bool_and(
            not coalesce(has_consequence, false)
            and not coalesce(has_verification, false)
            and not coalesce(has_standard, false)
        ) as is_talk
    from clean.measures
    where measure_text is not null
    group by issue_id
),

visits as (
    select distinct unit, inspection_year, clause_key, category_key
    from clean.inspections
    where inspection_year between $first_year and $year
),

subjects as (
    select
        entries.subject_key,
        mode(entries.subject order by entries.subject) as subject,
        min(entries.clause_key) as clause_key,
        min(entries.category_key) as category_key,
        count(*)::integer as entry_count,
        count(distinct entries.unit)::integer as unit_count,
        -- In one order: a sum of fractions depends on it in its last digit.
        list_avg(
            list(ranked.severity_rank order by ranked.severity_rank)
            filter (ranked.severity_rank is not null)
        ) as severity_rank,
        count(ranked.issue_id)::integer as graded_count,
        count(answered.issue_id)::integer as answered_count,
        count(*) filter (answered.is_talk)::integer as talk_count
    from entries
    left join ranked on ranked.issue_id = entries.issue_id
    left join answered on answered.issue_id = entries.issue_id
    where entries.subject_key is not null
    group by entries.subject_key
),

filed as (
    select distinct unit from clean.registers where register_year between $first_year and $year
),

reached as (
    select subjects.subject_key, visits.unit
    from subjects
    inner join visits
        on (visits.clause_key is null and visits.category_key is null)
        or visits.clause_key = subjects.clause_key
        or (
            visits.category_key = subjects.category_key
            and (visits.clause_key is null or subjects.clause_key is null)
        )
),

looked as (
    select subject_key, unit from reached where unit is not null
    union
    select reached.subject_key, filed.unit from reached cross join filed where reached.unit is null
    union
    select subjects.subject_key, filed.unit
    from subjects
    cross join filed
    where not exists (select 1 from visits)
),

having_it as (
    select distinct subject_key, unit from entries where subject_key is not null
)

select
    subjects.subject_key,
    subjects.subject,
    subjects.entry_count,
    subjects.unit_count,
    count(looked.unit)::integer as looked_unit_count,
    count(having_it.unit)::integer as having_unit_count,
    subjects.severity_rank,
    subjects.graded_count,
    subjects.answered_count,
    subjects.talk_count
from subjects
left join looked on looked.subject_key = subjects.subject_key
left join having_it
    on having_it.subject_key = looked.subject_key and having_it.unit = looked.unit
group by all
order by subjects.subject_key
