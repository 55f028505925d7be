-- One row: problems begun up to $year that inspections count as held, and those in whose held time a visit that reached the problem recorded findings without saying which.
with held as (
    select
        outcomes.measure_id,
        outcomes.unit,
        issues.clause_key as clause,
        issues.category_key as category,
        outcomes.start_date,
        outcomes.end_date
    from linked.outcomes as outcomes
    inner join clean.measures as measures on measures.measure_id = outcomes.measure_id
    inner join clean.issues as issues on issues.issue_id = measures.issue_id
    where outcomes.outcome = 'held'
        and outcomes.looked_for_by = 'inspection'
        and outcomes.start_year <= $year
        and ($unit = '' or outcomes.unit = $unit)
),

-- A visit without a unit, clause or category reached all of them: each reach is sought under every
-- way in which such a visit may be written, so that equality decides.
sought as (
    select distinct
        held.unit,
        held.clause,
        held.category,
        if(named.by_unit, held.unit, null) as sought_unit,
        if(named.by_clause, held.clause, null) as sought_clause,
        if(named.by_category, held.category, null) as sought_category
    from held
    cross join (
        select by_unit, by_clause, by_category
        from (values (true), (false)) as units (by_unit)
        cross join (values (true), (false)) as clauses (by_clause)
        cross join (values (true), (false)) as categories (by_category)
    ) as named
),

hits as (
    select distinct sought.unit, sought.clause, sought.category, inspections.inspected_date
    from sought
    inner join clean.inspections as inspections
        on inspections.unit is not distinct from sought.sought_unit
        and inspections.clause_key is not distinct from sought.sought_clause
        and inspections.category_key is not distinct from sought.sought_category
    where inspections.hit_count > 0 and inspections.inspected_date is not null
),

unnamed as (
    select distinct held.measure_id
    from held
    inner join hits
        on hits.unit = held.unit
        and hits.clause is not distinct from held.clause
        and hits.category is not distinct from held.category
        and hits.inspected_date > held.start_date
        and hits.inspected_date <= held.end_date
)

select
    count(*)::integer as held_count,
    count(unnamed.measure_id)::integer as unnamed_count
from held
left join unnamed on unnamed.measure_id = held.measure_id
order by held_count
