-- One row per text form with an open entry and a form seen earlier that shares two rare shingles
-- with it, or stands in the same unit where the unit has few enough texts to compare them all.
with asking as (
    select form4 as text, max(looks_from) as looks_from
    from open_entries
    where is_open
    group by form4
),

answering as (
    select form4 as text, min(seen_from) as seen_from
    from open_entries
    group by form4
),

newer_shingles as (
    select shingles.text, shingles.shingle, asking.looks_from
    from shingles
    inner join asking on asking.text = shingles.text
),

older_shingles as (
    select shingles.text, shingles.shingle, answering.seen_from
    from shingles
    inner join answering on answering.text = shingles.text
),

shared as (
    select newer.text as newer_form, older.text as older_form
    from newer_shingles as newer
    inner join older_shingles as older
        on older.shingle = newer.shingle
        and older.text <> newer.text
        and older.seen_from < newer.looks_from
    group by newer.text, older.text
    having count(*) >= 2
),

small_units as (
    select unit from open_entries group by unit having count(distinct form4) <= $small_unit
),

neighbours as (
    select distinct newer.form4 as newer_form, older.form4 as older_form
    from open_entries as newer
    inner join small_units on small_units.unit = newer.unit
    inner join open_entries as older
        on older.unit = newer.unit
        and older.form4 <> newer.form4
        and older.seen_from < newer.looks_from
    where newer.is_open
)

select newer_form, older_form from shared
union
select newer_form, older_form from neighbours
order by newer_form, older_form
