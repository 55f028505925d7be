-- One row per register year up to $year and field of work (missing where an issue has none): its issues, entries that stand twice left out.
select
    issues.register_year,
    issues.category_key,
    count(*)::integer as issue_count
from clean.issues as issues
inner join linked.classes as classes on classes.issue_id = issues.issue_id
where not classes.is_duplicate
    and issues.register_year <= $year
    and ($unit = '' or issues.unit = $unit)
group by issues.register_year, issues.category_key
order by issues.register_year, issues.category_key nulls first
