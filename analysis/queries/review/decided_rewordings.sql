-- One row per link near the bars of rewordings on which people agree: what the engine said of it,
-- what they said, and the forms of the two texts that were compared. `weight` is how many such links
-- each decided one stands for: people see the doubtful ones first, and those are no fair sample.
with near as (
    select
        pairs.pair_key,
        links.issue_id,
        links.prior_issue_id,
        links.shown_class = 'reworded_only' as is_said,
        settled.verdict = 'confirmed' or settled.is_waiting as is_confirmed,
        coalesce(
            not settled.is_conflict
            and (settled.verdict in ('confirmed', 'dismissed') or settled.is_waiting),
            false
        ) as is_decided
    from linked.links as links
    inner join pairs
        on pairs.issue_id = links.issue_id and pairs.prior_issue_id = links.prior_issue_id
    left join settled on settled.pair_key = pairs.pair_key
    where links.is_best
        and links.reuse_class in ('reworded', 'padded', 'review')
        and links.shown_class in ('reworded_only', 'needs_review')
        and links.similarity is not null
),

counted as (
    select is_said, count(*) / nullif(count(*) filter (is_decided), 0) as weight
    from near
    group by is_said
)

select
    near.pair_key,
    near.is_said,
    near.is_confirmed,
    counted.weight,
    older_text.n4 as older_form,
    newer_text.n4 as newer_form
from near
inner join counted on counted.is_said = near.is_said
inner join clean.issues as newer on newer.issue_id = near.issue_id
inner join clean.issues as older on older.issue_id = near.prior_issue_id
inner join clean.texts as newer_text on newer_text.text_id = newer.text_id
inner join clean.texts as older_text on older_text.text_id = older.text_id
where near.is_decided
order by near.pair_key
