-- One row per distinct text and standard of issues of $year that answer a standard or only state a state, with its score and how many issues have it.
select
    issue_text as entry_text,
    standard_text,
    perfunctory_score,
    count(*)::integer as issue_count
from clean.issues
inner join linked.classes using (issue_id)
where register_year = $year
    and perfunctory_score is not null
    and not classes.is_duplicate
    and ($unit = '' or unit = $unit)
group by issue_text, standard_text, perfunctory_score
order by perfunctory_score desc, issue_count desc, entry_text, standard_text nulls first
