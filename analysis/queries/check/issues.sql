-- One row per issue of the history that the new ones are compared with: all of their units, and
-- others' with a text like theirs; not those of the file that is being checked.
select issues.* replace (sources.text_kind as text_kind)
from history.clean.issues as issues
inner join history.linked.sources as sources on sources.source_file = issues.source_file
where not list_contains($own_files, issues.source_file)
    and (
        issues.unit in (select unit from clean.issues)
        or issues.text_id in (select text_id from near)
    )
order by issues.issue_id
