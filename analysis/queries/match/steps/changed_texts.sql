-- One row per text of a problem in which some wording, code or count changed.
with changed as (
    select distinct roots.root
    from ranked
    inner join roots on roots.entry = ranked.entry
    where ranked.place = 1
        and ranked.is_same_problem
        and (
            ranked.reuse_class in ('recoded', 'padded', 'reworded', 'polarity_changed')
            or ranked.reuse_class = 'recounted' and list_contains(ranked.changed_kinds, 'code')
        )
)

select distinct forms.text, forms.text_row
from changed
inner join roots on roots.root = changed.root
inner join entries on entries.entry = roots.entry
inner join forms on forms.text = entries.text
order by forms.text
