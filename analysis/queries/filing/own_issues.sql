-- One row per issue of the file: units by the name the history knows, last among the files, with
-- an id that no issue of the history has.
select issues.* replace (
    coalesce(known.unit, issues.unit) as unit,
    case
        when taken.issue_id is null then issues.issue_id
        else substring(md5(issues.issue_id || ' filed anew'), 1, 16)
    end as issue_id,
    substring(md5(concat_ws(chr(31), units.unit_key, issues.register_year)), 1, 16) as register_id,
    $last || issues.source_file as source_file,
    sources.text_kind as text_kind
)
from clean.issues as issues
inner join clean.units as units on units.unit = issues.unit
inner join linked.sources as sources on sources.source_file = issues.source_file
left join history.clean.units as known on known.unit_key = units.unit_key
left join (
    select issue_id from history.clean.issues where not list_contains($own_files, source_file)
) as taken on taken.issue_id = issues.issue_id
order by issues.issue_id
