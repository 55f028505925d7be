-- One row per entry and earlier entry of another unit with another name in it, where each text bears
-- its own unit's name and not the other's: the sentence was taken over and the name put in.
select distinct found.entry, found.prior
from found
inner join entries as newer on newer.entry = found.entry
inner join entries as older on older.entry = found.prior
inner join judged
    on judged.register_year = newer.register_year
    and judged.newer_text = newer.text
    and judged.older_text = older.text
inner join folded_units as own on own.unit = newer.unit
inner join folded_units as other on other.unit = older.unit
inner join forms as newer_form on newer_form.text = newer.text
inner join forms as older_form on older_form.text = older.text
inner join clean.texts as newer_text on newer_text.rowid = newer_form.text_row
inner join clean.texts as older_text on older_text.rowid = older_form.text_row
where newer.unit <> older.unit
    and judged.reuse_class = 'name_swapped'
    and least(length(own.name), length(other.name)) >= $shortest_name
    and contains(newer_text.n1, own.name)
    and contains(older_text.n1, other.name)
    and (not contains(older_text.n1, own.name) or contains(other.name, own.name))
    and (not contains(newer_text.n1, other.name) or contains(own.name, other.name))
order by found.entry, found.prior
