-- One row per link, best first, of an entry that need not be compared again.
select
    entries.entry,
    older.entry as prior,
    compared.place,
    compared.relation,
    compared.reuse_class,
    compared.changed_kinds,
    compared.similarity,
    compared.is_same_unit,
    compared.is_same_problem
from linked.compared as compared
inner join entries on entries.issue_id = compared.issue_id
inner join entries as older on older.issue_id = compared.prior_issue_id
left join asked on asked.entry = entries.entry
where asked.entry is null
order by entries.entry, compared.place
