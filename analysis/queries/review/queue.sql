-- One row per best link that a person should look at: first those that no rule settles, then the
-- flags, and of each what teaches most: nearest to a threshold, then one of each unit and class
-- before a second of any. Open conflicts stay in the list. `reason` says why it is listed.
with listed as (
    select
        pairs.pair_key,
        links.*,
        coalesce(shown.review, 'flagged') as reason,
        settled.verdict as standing_verdict,
        coalesce(settled.is_waiting, false) as is_waiting,
        least(
            abs(links.similarity - $reworded_edit),
            abs(links.similarity - $reworded_jaccard),
            abs(links.similarity - $review_edit)
        ) as threshold_distance
    from linked.links as links
    inner join pairs
        on pairs.issue_id = links.issue_id and pairs.prior_issue_id = links.prior_issue_id
    inner join linked.classes as classes on classes.issue_id = links.issue_id
    inner join linked.shown_classes as shown on shown.shown_class = links.shown_class
    left join settled on settled.pair_key = pairs.pair_key
    where links.is_best
        and not classes.is_duplicate
        and (links.is_redated_only or shown.review is not null)
        and (
            $with_reviewed
            or settled.verdict is null
            or settled.is_conflict
            or settled.is_waiting
        )
),

spread as (
    select
        listed.*,
        row_number() over (
            partition by listed.reason, issues.unit, listed.shown_class
            order by listed.threshold_distance, listed.similarity, listed.issue_id
        ) as stratum_place
    from listed
    inner join clean.issues as issues on issues.issue_id = listed.issue_id
)

select
    listed.pair_key,
    listed.issue_id,
    listed.prior_issue_id,
    listed.reason,
    listed.shown_class,
    listed.reuse_class,
    listed.date_class,
    listed.evidence_class,
    listed.is_redated_only,
    listed.similarity,
    newer.unit,
    newer.register_year,
    newer.issue_text,
    newer.source_file,
    newer.source_sheet,
    newer.source_row,
    older.unit as prior_unit,
    older.register_year as prior_register_year,
    older.issue_text as prior_issue_text,
    older.source_file as prior_source_file,
    older.source_sheet as prior_source_sheet,
    older.source_row as prior_source_row,
    listed.standing_verdict,
    listed.is_waiting,
    coalesce(listed.changed_kinds, []) as changed_kinds,
    listed.rule_version
from spread as listed
inner join clean.issues as newer on newer.issue_id = listed.issue_id
inner join clean.issues as older on older.issue_id = listed.prior_issue_id
order by
    listed.reason,
    case when listed.threshold_distance <= $near_distance then 0 else listed.stratum_place end,
    round(coalesce(listed.threshold_distance, 1), 3),
    listed.similarity,
    listed.issue_id
