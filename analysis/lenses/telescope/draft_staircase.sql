-- One row per draft of $plans that is on record, with how like it is to the one before and to last year's plan where both have a text.
select
    revisions.plan_revision_id,
    units.unit,
    coalesce(
        revisions.revision_number,
        row_number() over (partition by revisions.plan_id order by revisions.plan_revision_id)
    )::integer as revision_number,
    drafts.prior_similarity,
    drafts.last_year_similarity,
    drafts.last_year as prior_year,
    drafts.added_count,
    drafts.dropped_count,
    drafts.sentence_count,
    drafts.plan_revision_id is not null as has_text
from clean.plan_revisions as revisions
left join clean.units as units on units.unit = revisions.unit
left join linked.plan_drafts as drafts on drafts.plan_revision_id = revisions.plan_revision_id
where list_contains($plans, revisions.plan_id)
order by units.unit nulls first, revisions.plan_id, revision_number, revisions.plan_revision_id
