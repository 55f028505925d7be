-- One row per two texts whose classes hang on their wording: equal in N3 or N4 only (the stricter
-- level first), or a unit's own last measure for the problem in other words (level 0).
with found as (
    select * from measure_own
    union all
    select * from measure_other_problem
    union all
    select * from measure_other_unit
)

select distinct
    found.level,
    older.measure_text as older_text,
    newer.measure_text as newer_text,
    older.n4 as older_form,
    newer.n4 as newer_form
from found
inner join measure_entries as newer on newer.measure_id = found.measure_id
inner join measure_entries as older on older.measure_id = found.prior_measure_id
where found.level not in (1, 2)
order by found.level, older_text, newer_text
