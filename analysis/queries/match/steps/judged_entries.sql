-- One row per asked entry with its best link, if any, and the five things its class follows from.
select
    entries.entry,
    entries.issue_id,
    entries.is_duplicate,
    case when entries.is_duplicate then entries.first_issue_id end as duplicate_of,
    best.prior,
    case
        when entries.is_duplicate then 'duplicate'
        when entries.is_carry_over then 'carry_over'
        when entries.is_ended and best.is_same_problem then 'ended'
        when entries.is_visit and not entries.is_catalogue and best.is_same_problem then 'visit'
        when entries.is_baseline and (best.entry is null or not entries.is_catalogue) then 'baseline'
        when entries.is_catalogue then 'catalogue'
        else 'own'
    end as entry_kind,
    coalesce(best.relation, 'none') as relation,
    coalesce(best.reuse_class, 'none') as reuse_class,
    case
        when foreign_names.entry is not null and date_classes.date_class <> 'paradox' then 'foreign'
        else date_classes.date_class
    end as date_class,
    coalesce(evidence_classes.evidence_class, 'none') as evidence_class
from entries
inner join date_classes on date_classes.entry = entries.entry
left join (select * from ranked where place = 1) as best on best.entry = entries.entry
left join foreign_names on foreign_names.entry = entries.entry
left join evidence_classes on evidence_classes.entry = entries.entry
