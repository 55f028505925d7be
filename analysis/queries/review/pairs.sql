-- One row per link: the key that a verdict on it hangs on (both issues and both texts).
with keyed as (
    select
        links.issue_id,
        links.prior_issue_id,
        substring(md5(newer.issue_text), 1, 16) as text_hash,
        substring(md5(older.issue_text), 1, 16) as prior_text_hash,
        links.shown_class,
        links.similarity,
        links.rule_version,
        links.is_best
    from linked.links as links
    inner join clean.issues as newer on newer.issue_id = links.issue_id
    inner join clean.issues as older on older.issue_id = links.prior_issue_id
)

select
    substring(
        md5(concat_ws(chr(31), issue_id, prior_issue_id, text_hash, prior_text_hash)), 1, 16
    ) as pair_key,
    *
from keyed
order by issue_id, prior_issue_id
