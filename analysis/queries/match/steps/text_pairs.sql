-- One row per pair of texts that differ by more than dates and were found for some entry of a
-- register year: what a year's registers teach of names, later ones must not change. `level` is
-- the strictest form in which the two are equal, 6 where none is.
select
    newer.register_year,
    newer.text as newer_text,
    older.text as older_text,
    newer.form as newer_form,
    older.form as older_form,
    case
        when newer.form3 = older.form3 then 3
        when newer.form4 = older.form4 then 4
        when newer.form5 = older.form5 then 5
        else 6
    end as level
from (select distinct entry, prior from found where level between 3 and 6) as found
inner join entries as newer on newer.entry = found.entry
inner join entries as older on older.entry = found.prior
group by all
order by newer.register_year, newer_form, older_form, newer_text, older_text
