-- One row per text form with an open entry and another form seen earlier in the same unit, where
-- the unit has few enough texts to compare them all.
with small_units as (
    select unit from open_entries group by unit having count(distinct form) <= $small_unit
)

select distinct newer.form as newer_form, older.form as older_form
from open_entries as newer
inner join small_units on small_units.unit = newer.unit
inner join open_entries as older
    on older.unit = newer.unit
    and older.form <> newer.form
    and older.seen_from < newer.looks_from
where newer.is_open
order by newer_form, older_form
