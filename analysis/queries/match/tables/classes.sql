-- One row per asked issue with the class it is shown with.
with counted as (
    select entry, count(distinct prior)::integer as compared_count
    from found
    group by entry
)

select
    judged.issue_id,
    decided.shown_class,
    older.issue_id as prior_issue_id,
    judged.reuse_class,
    judged.date_class,
    judged.evidence_class,
    decided.is_redated_only,
    judged.date_class in ('stale_text', 'stale_column') as is_stale_date,
    judged.is_duplicate,
    coalesce(counted.compared_count, 0) as compared_count,
    judged.duplicate_of,
    case when newer.is_catalogue then 'catalogue' else 'own' end as text_kind
from judged_entries as judged
inner join entries as newer on newer.entry = judged.entry
inner join decided using (entry_kind, relation, reuse_class, date_class, evidence_class)
left join entries as older on older.entry = judged.prior
left join counted on counted.entry = judged.entry
order by judged.issue_id
