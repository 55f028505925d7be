-- One row per unit with a register of $year; units with too few issues to be named stand together in one row without a name.
with judged as (
    select
        issues.unit,
        registers.is_baseline,
        classes.text_kind = 'catalogue' as is_catalogue,
        not registers.is_baseline and classes.text_kind = 'own' as is_compared,
        classes.is_redated_only,
        case when classes.is_redated_only then links.verdict end as verdict,
        count(*) over (partition by issues.unit) >= $small_count::integer as is_named
    from clean.issues as issues
    inner join clean.registers as registers on registers.register_id = issues.register_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
    where not classes.is_duplicate
        and issues.register_year = $year
        and ($unit = '' or issues.unit = $unit)
)

select
    case when is_named then unit end as unit,
    $year::integer as register_year,
    count(distinct unit)::integer as unit_count,
    count(*)::integer as issue_count,
    count(*) filter (is_compared)::integer as compared_count,
    count(*) filter (
        is_compared and is_redated_only and verdict is distinct from 'dismissed'
    )::integer as flagged_count,
    count(*) filter (is_compared and verdict = 'confirmed')::integer as confirmed_count,
    count(*) filter (is_compared and verdict = 'dismissed')::integer as dismissed_count,
    count(*) filter (
        is_baseline and is_redated_only and verdict is distinct from 'dismissed'
    )::integer as first_flagged_count,
    bool_and(is_catalogue) as is_catalogue
from judged
group by is_named, case when is_named then unit end
order by unit collate zh nulls last, unit
