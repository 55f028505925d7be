-- One row per pair of texts that differ by more than dates and were found for some entry.
select
    newer.text as newer_text,
    older.text as older_text,
    newer.form as newer_form,
    older.form as older_form,
    min(found.level) as level
from found
inner join entries as newer on newer.entry = found.entry
inner join entries as older on older.entry = found.prior
where found.level between 3 and 6
group by newer.text, older.text, newer.form, older.form
order by newer.form, older.form, newer.text, older.text
