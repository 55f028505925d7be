-- One row per register year: issues compared with earlier registers, flagged as only re-dated, confirmed, dismissed.
with judged as (
    select
        issues.register_year,
        issues.unit,
        classes.text_kind = 'catalogue' as is_catalogue,
        not registers.is_baseline and classes.text_kind = 'own' as is_compared,
        classes.is_redated_only,
        case when classes.is_redated_only then links.verdict end as verdict
    from clean.issues as issues
    inner join clean.registers as registers on registers.register_id = issues.register_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
    where not classes.is_duplicate and issues.register_year <= $year
),

units as (
    select
        register_year,
        unit,
        count(*) as issue_count,
        count(*) filter (is_compared) as compared_count,
        count(*) filter (
            is_compared and is_redated_only and verdict is distinct from 'dismissed'
        ) as flagged_count,
        count(*) filter (is_compared and verdict = 'confirmed') as confirmed_count,
        count(*) filter (is_compared and verdict = 'dismissed') as dismissed_count,
        bool_and(is_catalogue) as is_catalogue
    from judged
    group by register_year, unit
)

select
    register_year,
    sum(issue_count)::integer as issue_count,
    sum(compared_count)::integer as compared_count,
    sum(flagged_count)::integer as flagged_count,
    sum(confirmed_count)::integer as confirmed_count,
    sum(dismissed_count)::integer as dismissed_count,
    bool_and(is_catalogue) as is_catalogue,
    list(flagged_count order by unit) as unit_numerators,
    list(compared_count order by unit) as unit_denominators
from units
group by register_year
order by register_year
