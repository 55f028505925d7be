-- One row per unit, class and whether flagged, in the register of $year; units with too few issues stand together without a name.
with judged as (
    select
        issues.unit,
        case
            when registers.is_baseline then 'no_baseline'
            when links.verdict = 'dismissed' then 'dismissed'
            else classes.shown_class
        end as class_name,
        classes.is_redated_only
            and links.verdict is distinct from 'dismissed' as is_flagged,
        count(*) over (partition by issues.unit) >= $small_count::integer as is_named
    from clean.issues as issues
    inner join clean.registers as registers on registers.register_id = issues.register_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
    where not classes.is_duplicate
        and classes.text_kind = 'own'
        and issues.register_year = $year
        and ($unit = '' or issues.unit = $unit)
)

select
    case when is_named then unit end as unit,
    $year::integer as register_year,
    class_name,
    is_flagged,
    count(*)::integer as issue_count
from judged
group by is_named, case when is_named then unit end, class_name, is_flagged
order by unit collate zh nulls last, unit, class_name, is_flagged
