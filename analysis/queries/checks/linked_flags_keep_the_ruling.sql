-- One row per link flagged as re-dated only against the contract's ruling 4.
select links.issue_id, links.prior_issue_id, links.reuse_class, links.evidence_class
from linked.links as links
inner join clean.issues as newer on newer.issue_id = links.issue_id
inner join linked.classes as classes on classes.issue_id = links.issue_id
inner join clean.issues as older on older.issue_id = links.prior_issue_id
inner join linked.reuse_classes as reuse on reuse.reuse_class = links.reuse_class
where links.is_redated_only
    and not (
        reuse.is_copy
        and links.evidence_class <> 'verifiable'
        and newer.unit = older.unit
        and newer.carry_over_of is null
        and classes.text_kind = 'own'
    )
order by links.issue_id, links.prior_issue_id
