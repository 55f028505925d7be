-- One row per register year: issues compared with earlier registers, flagged as only re-dated, confirmed, dismissed.
with judged as (
    select
        issues.register_year,
        classes.text_kind = 'catalogue' as is_catalogue,
        not registers.is_baseline and classes.text_kind = 'own' as is_compared,
        classes.is_redated_only,
        case when classes.is_redated_only then links.verdict end as verdict
    from clean.issues as issues
    inner join clean.registers as registers on registers.register_id = issues.register_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
    where not classes.is_duplicate and issues.register_year <= $year
)

select
    register_year,
    count(*)::integer as issue_count,
    count(*) filter (is_compared)::integer as compared_count,
    count(*) filter (
        is_compared and is_redated_only and verdict is distinct from 'dismissed'
    )::integer as flagged_count,
    count(*) filter (is_compared and verdict = 'confirmed')::integer as confirmed_count,
    count(*) filter (is_compared and verdict = 'dismissed')::integer as dismissed_count,
    bool_and(is_catalogue) as is_catalogue
from judged
group by register_year
order by register_year
