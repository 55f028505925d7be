-- One row per issue and earlier issue kept for it, as compared: before classes and verdicts.
select
    newer.issue_id,
    older.issue_id as prior_issue_id,
    ranked.place,
    ranked.relation,
    ranked.reuse_class,
    ranked.changed_kinds,
    ranked.similarity,
    ranked.is_same_unit,
    ranked.is_same_problem
from ranked
inner join entries as newer on newer.entry = ranked.entry
inner join entries as older on older.entry = ranked.prior
order by newer.issue_id, ranked.place
