-- One row per draft of a plan that has a text, in the order in which drafts were made.
select plan_revision_id, plan_id, unit, plan_year, revision_number, revised_date, revision_text
from clean.plan_revisions
where revision_text is not null
order by
    plan_id, revision_number nulls last, revised_date nulls last, source_file,
    source_sheet nulls first, source_row, plan_revision_id
