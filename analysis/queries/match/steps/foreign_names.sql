-- One row per entry that shares its text with another unit's and still bears that unit's name.
select ranked.entry
from ranked
inner join entries as newer on newer.entry = ranked.entry
inner join entries as older on older.entry = ranked.prior
inner join folded_units as own on own.unit = newer.unit
inner join folded_units as other on other.unit = older.unit
inner join forms on forms.text = newer.text
inner join clean.texts as texts on texts.rowid = forms.text_row
where ranked.place = 1
    and ranked.relation = 'other_unit'
    and length(other.name) >= $shortest_name
    and contains(texts.n1, other.name)
    and not contains(own.name, other.name)
order by ranked.entry
