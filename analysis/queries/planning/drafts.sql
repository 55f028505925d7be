-- One row per draft of a plan that has a text, in the order in which drafts were made.
select
    drafts.plan_revision_id,
    drafts.plan_id,
    units.unit,
    drafts.plan_year,
    drafts.revision_number,
    drafts.revised_date,
    drafts.revision_text
from clean.plan_revisions as drafts
left join clean.units as units on units.unit = drafts.unit
where drafts.revision_text is not null
order by
    drafts.plan_id, drafts.revision_number nulls last, drafts.revised_date nulls last,
    drafts.source_file, drafts.source_sheet nulls first, drafts.source_row,
    drafts.plan_revision_id
