-- One row per dated change of rules up to $year and quarter with visits that count their findings: those findings and visits, of the unit, clause and category that the rule names (of all, where it names none).
with changes as (
    select
        rule_revision_id,
        coalesce(rule_title, '') as rule_title,
        unit,
        clause,
        category,
        revised_date
    from clean.rule_revisions
    where revised_date is not null
        and year(revised_date) <= $year
        and ($unit = '' or coalesce(unit, $unit) = $unit)
),

visits as (
    select
        *,
        date_trunc('quarter', inspected_date)::date as quarter_date
    from clean.inspections
    where hit_count is not null
        and inspected_date is not null
        and year(inspected_date) <= $year
        and ($unit = '' or coalesce(unit, $unit) = $unit)
)

select
    changes.rule_revision_id,
    changes.rule_title,
    changes.revised_date,
    visits.quarter_date,
    sum(visits.hit_count)::integer as hit_count,
    sum(greatest(coalesce(visits.visit_count, 1), 1))::integer as visit_count,
    visits.quarter_date > changes.revised_date as is_after
from changes
inner join visits
    on (changes.unit is null or visits.unit = changes.unit)
    and (changes.clause is null or changes.clause in (visits.clause, visits.clause_key))
    and (changes.category is null or changes.category in (visits.category, visits.category_key))
group by
    changes.rule_revision_id, changes.rule_title, changes.revised_date, visits.quarter_date
order by changes.revised_date, changes.rule_revision_id, visits.quarter_date
