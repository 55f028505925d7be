-- One row per unit of the $unit_limit largest and subject (clause that binds it; clause, else field of work that its registers or visits ever named): was it looked at in $year, and what was found.
-- Where no visit is on record, a register that is not all copied counts as looking at what the unit ever filed (ruling 8). Totals over all units stand in every row.
with entries as (
    select
        issues.unit,
        issues.register_year,
        coalesce(issues.clause_key, issues.category_key) as subject_key,
        coalesce(issues.clause, issues.category) as subject,
        issues.clause_key,
        issues.category_key,
        counted.is_redated_only
    from linked.counted_issues as counted
    inner join clean.issues as issues on issues.issue_id = counted.issue_id
    where issues.register_year <= $year and coalesce(issues.clause_key, issues.category_key) is not null
),

visits as (
    select unit, inspection_year, clause, clause_key, category, category_key, coalesce(hit_count, 0) as hit_count
    from clean.inspections
    where inspection_year <= $year
),

in_force as (
    select clause_id, unit, clause_text, clause, clause_key, category, category_key
    from clean.clauses
    where clause is not null
        and (valid_from_date is null or year(valid_from_date) <= $year)
        and (repealed_date is null or year(repealed_date) >= $year)
),

-- A clause of a directive is the subject of all that names it or, where it names a field of work, the field.
subjects as (
    select
        'clause ' || clause_id as subject_key,
        concat_ws(' ', clause, clause_text) as subject,
        unit,
        clause_key,
        category_key,
        true as is_clause
    from in_force
    union all
    select
        subject_key,
        mode(subject order by subject) as subject,
        null as unit,
        min(clause_key) as clause_key,
        min(category_key) as category_key,
        false as is_clause
    from (
        select subject_key, subject, clause_key, category_key from entries
        union all
        select
            coalesce(clause_key, category_key) as subject_key,
            coalesce(clause, category) as subject,
            clause_key,
            category_key
        from visits
        where coalesce(clause_key, category_key) is not null
    ) as named
    where not exists (
        select 1
        from in_force
        where in_force.clause_key = named.clause_key or in_force.category_key = named.category_key
    )
    group by subject_key
),

units as (
    select
        registers.unit,
        sum(registers.issue_count) as issue_count,
        bool_or(registers.register_year = $year) as is_filed,
        coalesce(sum(registers.issue_count) filter (registers.register_year = $year), 0) >= $small_count::integer
            as is_named
    from clean.registers as registers
    where registers.register_year <= $year and ($unit = '' or registers.unit = $unit)
    group by registers.unit
),

honest as (
    select unit, register_year
    from entries
    group by unit, register_year
    having not bool_and(is_redated_only)
),

reached as (
    select
        subjects.subject_key,
        units.unit,
        visits.inspection_year,
        visits.hit_count,
        visits.clause_key is null and visits.category_key is null as is_general,
        visits.unit is null as is_of_all
    from visits
    inner join subjects
        on visits.clause_key = subjects.clause_key
        or (visits.category_key = subjects.category_key and (visits.clause_key is null or subjects.clause_key is null))
        or (visits.clause_key is null and visits.category_key is null)
    inner join units on units.unit = visits.unit or visits.unit is null
),

filed as (
    select
        subjects.subject_key,
        entries.unit,
        count(*) filter (entries.register_year = $year and not entries.is_redated_only) as found_count,
        count(*) filter (entries.register_year = $year and entries.is_redated_only) as copied_count
    from entries
    inner join units on units.unit = entries.unit
    inner join subjects
        on subjects.subject_key = entries.subject_key
        or (
            subjects.is_clause
            and (
                subjects.clause_key = entries.clause_key
                or (subjects.category_key = entries.category_key and entries.clause_key is null)
            )
        )
    group by subjects.subject_key, entries.unit
),

visited as (
    select
        subject_key,
        unit,
        count(*) filter (inspection_year = $year) as visit_count,
        -- What a visit of everything or of everybody found may have been anywhere.
        coalesce(sum(hit_count) filter (inspection_year = $year and not is_general and not is_of_all), 0)
            as hit_count,
        bool_or(not is_general) as is_named
    from reached
    group by subject_key, unit
),

cells as (
    select
        units.unit,
        units.issue_count,
        units.is_named,
        subjects.subject_key,
        subjects.subject,
        subjects.is_clause,
        coalesce(visited.visit_count, 0)::integer as visit_count,
        coalesce(visited.hit_count, 0)::integer as hit_count,
        coalesce(filed.found_count, 0)::integer as found_count,
        coalesce(filed.copied_count, 0)::integer as copied_count,
        coalesce(visited.visit_count, 0) > 0
        or (
            not exists (select 1 from visits)
            and filed.unit is not null
            and exists (select 1 from honest where honest.unit = units.unit and honest.register_year = $year)
        ) as is_looked
    from units
    cross join subjects
    left join visited on visited.subject_key = subjects.subject_key and visited.unit = units.unit
    left join filed on filed.subject_key = subjects.subject_key and filed.unit = units.unit
    where case
        when subjects.is_clause then units.is_filed and coalesce(subjects.unit, units.unit) = units.unit
        else filed.unit is not null or coalesce(visited.is_named, false)
    end
),

told as (
    select
        *,
        case
            when is_looked and (found_count > 0 or hit_count > 0) then 'found'
            when is_looked then 'checked'
            when found_count > 0 then 'found_unvisited'
            when copied_count > 0 then 'copied'
            else 'not_looked'
        end as cell_state
    from cells
)

select
    unit,
    is_named,
    subject,
    is_clause,
    cell_state,
    visit_count,
    found_count,
    hit_count,
    copied_count,
    (count(*) over ())::integer as applicable_cell_count,
    (count(*) filter (is_looked) over ())::integer as looked_cell_count,
    (count(*) filter (cell_state = 'found') over ())::integer as found_cell_count,
    (count(*) filter (cell_state in ('found_unvisited', 'copied')) over ())::integer as unvisited_cell_count,
    (count(*) filter (is_clause) over ())::integer as clause_cell_count,
    (count(*) filter (is_clause and is_looked) over ())::integer as looked_clause_cell_count,
    (count(*) over (partition by subject_key))::integer as subject_unit_count,
    exists (select 1 from visits) as is_inspected
from told
qualify dense_rank() over (order by issue_count desc, unit) <= $unit_limit::integer
order by unit collate zh, unit, subject_unit_count desc, subject, subject_key
