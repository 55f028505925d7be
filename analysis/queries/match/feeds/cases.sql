-- One row per distinct case: what the decision table needs to know of an issue or a link.
select entry_kind, relation, reuse_class, date_class, evidence_class
from judged_entries
union
select judged.entry_kind, ranked.relation, ranked.reuse_class, judged.date_class, judged.evidence_class
from ranked
inner join judged_entries as judged on judged.entry = ranked.entry
order by entry_kind, relation, reuse_class, date_class, evidence_class
