-- One row per asked issue and earlier issue compared and kept.
select
    ranked.place,
    judged.issue_id,
    older.issue_id as prior_issue_id,
    ranked.place = 1 as is_best,
    ranked.reuse_class,
    judged.date_class,
    judged.evidence_class,
    decided.shown_class,
    ranked.place = 1 and decided.is_redated_only as is_redated_only,
    ranked.similarity,
    ranked.is_same_unit,
    ranked.is_same_problem,
    ranked.changed_kinds,
    null::varchar as verdict,
    $rule_version::varchar as rule_version
from ranked
inner join judged_entries as judged on judged.entry = ranked.entry
inner join decided
    on decided.entry_kind = judged.entry_kind
    and decided.relation = ranked.relation
    and decided.reuse_class = ranked.reuse_class
    and decided.date_class = judged.date_class
    and decided.evidence_class = judged.evidence_class
inner join entries as older on older.entry = ranked.prior
order by judged.issue_id, ranked.place
