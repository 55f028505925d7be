-- One row per text of the history, beside those of the checked file, with its first register year.
select text_id, min(register_year) as register_year
from (
    select text_id, register_year
    from history.clean.issues
    where not list_contains($own_files, source_file)
    union all
    select text_id, register_year from own_issues
)
group by text_id
