-- One row per text of a problem in which some wording, code or count changed.
with changed as (
    select distinct roots.root
    from ranked
    inner join roots on roots.entry = ranked.entry
    inner join linked.reuse_classes as reuse on reuse.reuse_class = ranked.reuse_class
    where ranked.place = 1
        and ranked.is_same_problem
        and (
            reuse.needs_facts
            or ranked.reuse_class = 'recounted' and list_contains(ranked.changed_kinds, 'code')
        )
)

select distinct forms.text, forms.text_row
from changed
inner join roots on roots.root = changed.root
inner join entries on entries.entry = roots.entry
inner join forms on forms.text = entries.text
order by forms.text
