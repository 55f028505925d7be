-- One row per issue of $year that is flagged as only re-dated, beside the issue that it repeats, in the order of units, files and rows.
with cures as (
    select
        issue_id,
        case when count(*) = count(closed_date) then max(closed_date) end as closed_date
    from clean.measures
    group by issue_id
),

forms as (
    select source_file, bool_or(has_carry_over) as has_carry_over
    from raw.files
    group by source_file
)

select
    issues.issue_id,
    issues.unit,
    issues.register_year,
    issues.source_file,
    issues.source_sheet,
    issues.source_row,
    issues.issue_text,
    prior.register_year as prior_year,
    prior.source_file as prior_source_file,
    prior.source_sheet as prior_source_sheet,
    prior.source_row as prior_source_row,
    prior.issue_text as prior_issue_text,
    cures.closed_date as prior_closed_date,
    classes.shown_class,
    classes.date_class,
    links.similarity,
    links.verdict,
    links.rule_version,
    registers.is_baseline,
    coalesce(forms.has_carry_over, false) as has_carry_over
from clean.issues as issues
inner join clean.registers as registers on registers.register_id = issues.register_id
inner join linked.classes as classes on classes.issue_id = issues.issue_id
inner join linked.links as links on links.issue_id = issues.issue_id and links.is_best
inner join clean.issues as prior on prior.issue_id = links.prior_issue_id
left join cures on cures.issue_id = prior.issue_id
left join forms on forms.source_file = issues.source_file
where classes.is_redated_only
    and not classes.is_duplicate
    and issues.register_year = $year
    and ($unit = '' or issues.unit = $unit)
order by
    issues.unit collate zh,
    issues.unit,
    issues.register_year,
    issues.source_file, issues.source_sheet nulls first, issues.source_row, issues.part
