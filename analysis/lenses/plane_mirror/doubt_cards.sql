-- One row per issue of $year, at most $card_count of each kind, that is entered twice in its year, still bears another unit's name, or has dates that cannot be; beside it the entry that it repeats, where there is one.
with measured as (
    select
        issue_id,
        min(effective_date) as effective_date,
        min(due_date) as due_date,
        min(closed_date) as closed_date
    from clean.measures
    group by issue_id
),

cases as (
    select
        case
            when classes.shown_class in ('foreign_residue', 'date_paradox') then classes.shown_class
            else 'same_year'
        end as doubt,
        issues.issue_id,
        issues.unit,
        issues.register_year,
        issues.source_file,
        issues.source_sheet,
        issues.source_row,
        issues.issue_text,
        issues.found_text,
        issues.found_date,
        issues.filed_date,
        measured.effective_date,
        measured.due_date,
        measured.closed_date,
        classes.shown_class,
        links.verdict,
        prior.unit as prior_unit,
        prior.register_year as prior_register_year,
        prior.source_file as prior_source_file,
        prior.source_sheet as prior_source_sheet,
        prior.source_row as prior_source_row,
        prior.issue_text as prior_issue_text,
        prior.found_text as prior_found_text,
        prior.found_date as prior_found_date,
        prior.filed_date as prior_filed_date
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
    left join clean.issues as prior
        on prior.issue_id = coalesce(classes.duplicate_of, classes.prior_issue_id)
    left join measured on measured.issue_id = issues.issue_id
    where issues.register_year = $year
        and ($unit = '' or issues.unit = $unit)
        and links.verdict is distinct from 'dismissed'
        and (
            classes.shown_class in ('foreign_residue', 'date_paradox', 'duplicate_entry')
            or (classes.is_redated_only and prior.register_year = issues.register_year)
        )
)

select
    *,
    (count(*) over (partition by doubt))::integer as doubt_count
from cases
qualify row_number() over (
    partition by doubt
    order by unit collate zh, unit, source_file, source_sheet nulls first, source_row, issue_id
) <= $card_count
order by doubt, unit collate zh, unit, source_file, source_sheet nulls first, source_row, issue_id
