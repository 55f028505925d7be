-- One row per register year, class and whether flagged as only re-dated; duplicates left out.
select
    issues.register_year,
    case
        when registers.is_baseline then 'no_baseline'
        when links.verdict = 'dismissed' then 'dismissed'
        else classes.shown_class
    end as class_name,
    classes.is_redated_only
        and links.verdict is distinct from 'dismissed' as is_flagged,
    bool_and(classes.text_kind = 'catalogue') as is_catalogue,
    count(*)::integer as issue_count
from clean.issues as issues
inner join clean.registers as registers on registers.register_id = issues.register_id
inner join linked.classes as classes on classes.issue_id = issues.issue_id
left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
where not classes.is_duplicate and issues.register_year <= $year
group by all
order by issues.register_year, class_name, is_flagged
