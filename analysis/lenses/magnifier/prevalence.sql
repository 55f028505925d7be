-- One row per subject (clause, else field of work, else sentence of a code list) and year up to $year: units that have it of units where somebody looked for it.
-- Where no visit is on record, a register filed counts as looking. Re-dated copies prove nothing and are counted apart.
with entries as (
    select
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
        counted.is_redated_only
    from linked.counted_issues as counted
    inner join clean.issues as issues on issues.issue_id = counted.issue_id
    where issues.register_year <= $year
),

subjects as (
    select
        subject_key,
        mode(subject order by subject) as subject,
        min(clause_key) as clause_key,
        min(category_key) as category_key
    from entries
    where subject_key is not null
    group by subject_key
),

visits as (
    select distinct unit, inspection_year, clause_key, category_key
    from clean.inspections
    where inspection_year <= $year
),

reached as (
    select
        subjects.subject_key,
        visits.unit,
        visits.inspection_year
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
    select subject_key, unit, inspection_year as looked_year from reached where unit is not null
    union
    -- A visit that names no unit reached all that filed that year.
    select reached.subject_key, registers.unit, registers.register_year
    from reached
    inner join clean.registers as registers
        on registers.register_year = reached.inspection_year
    where reached.unit is null
    union
    select subjects.subject_key, registers.unit, registers.register_year
    from subjects
    cross join clean.registers as registers
    where registers.register_year <= $year and not exists (select 1 from visits)
),

having_it as (
    select subject_key, unit, register_year, bool_or(not is_redated_only) as is_found
    from entries
    where subject_key is not null
    group by subject_key, unit, register_year
),

cells as (
    select
        coalesce(looked.subject_key, having_it.subject_key) as subject_key,
        coalesce(looked.unit, having_it.unit) as unit,
        coalesce(looked.looked_year, having_it.register_year) as register_year,
        looked.unit is not null as is_looked,
        coalesce(having_it.is_found, false) as is_found,
        having_it.unit is not null and not having_it.is_found as is_copied
    from looked
    full join having_it
        on having_it.subject_key = looked.subject_key
        and having_it.unit = looked.unit
        and having_it.register_year = looked.looked_year
)

select
    cells.subject_key,
    min(subjects.subject) as subject,
    cells.register_year::integer as register_year,
    count(*) filter (is_looked)::integer as looked_unit_count,
    count(*) filter (is_looked and is_found)::integer as having_unit_count,
    count(*) filter (not is_looked and is_found)::integer as unlooked_unit_count,
    count(*) filter (is_copied)::integer as copied_unit_count
from cells
inner join subjects on subjects.subject_key = cells.subject_key
group by cells.subject_key, cells.register_year
order by cells.subject_key, cells.register_year
