-- One row per pair of texts that differ by more than dates and were found for some entry.
select
    newer.text as newer_text,
    older.text as older_text,
    min(found.level) as level,
    min(newer_forms.subject_text) as newer,
    min(older_forms.subject_text) as older,
    min(newer_forms.n5) as newer_masked,
    min(older_forms.n5) as older_masked
from found
inner join entries as newer on newer.entry = found.entry
inner join entries as older on older.entry = found.prior
inner join forms as newer_forms on newer_forms.text = newer.text
inner join forms as older_forms on older_forms.text = older.text
where found.level between 3 and 6
group by newer.text, older.text
order by newer.text, older.text
