-- One row per issue that is no duplicate entry, with the place (from 0) of the issue that its
-- best link continues; an issue that continues none has its own place. Only links that say sameness
-- are followed: copies, declared ones, those with verifiable new evidence, and those that people
-- confirmed. Dismissing a link breaks it, but for copies: there it clears the flag, and the same
-- words stay the same problem.
with appearing as (
    select issues.*, (row_number() over (order by issues.issue_id) - 1)::bigint as place
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    where not classes.is_duplicate
),

-- A problem goes on in the unit that took the work over, when its text came along.
inherited as (
    select links.issue_id, links.prior_issue_id
    from linked.links as links
    inner join clean.issues as newer on newer.issue_id = links.issue_id
    inner join clean.issues as older on older.issue_id = links.prior_issue_id
    inner join linked.heirs as heirs
        on heirs.unit = older.unit
        and heirs.heir = newer.unit
        and older.register_year <= year(heirs.since_date)
        and newer.register_year >= year(heirs.since_date)
    inner join linked.reuse_classes as reuse on reuse.reuse_class = links.reuse_class
    where links.is_best and reuse.is_followed
),

continued as (
    select links.issue_id, links.prior_issue_id, reuse.drifts
    from linked.links as links
    inner join linked.reuse_classes as reuse on reuse.reuse_class = links.reuse_class
    inner join linked.shown_classes as shown on shown.shown_class = links.shown_class
    left join inherited on inherited.issue_id = links.issue_id
    where links.is_best
        and coalesce(
            links.verdict = 'confirmed'
            or (
                (links.is_same_problem or inherited.issue_id is not null)
                and (links.verdict is distinct from 'dismissed' or reuse.is_copy)
                and (
                    reuse.is_copy
                    or shown.is_declared
                    or shown.shown_class = 'newly_evidenced'
                    or (links.evidence_class = 'verifiable' and not shown.is_doubtful)
                )
            ),
            false
        )
)

select
    newer.issue_id,
    coalesce(older.place, newer.place) as prior_place,
    coalesce(continued.drifts, false) as drifts,
    coalesce(texts.n5, texts.n4) as masked_text,
    newer.register_year * 100000 + coalesce(newer.found_start_date - date '1900-01-01', 0) as moment
from appearing as newer
inner join clean.texts as texts on texts.text_id = newer.text_id
left join continued on continued.issue_id = newer.issue_id
left join appearing as older on older.issue_id = continued.prior_issue_id
order by newer.place
