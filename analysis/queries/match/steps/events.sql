-- One row per thing that happens to a form in a unit, numbered in order of time: it is posted once,
-- when it is first seen there; it is asked about whenever an open entry looks back. Forms of one
-- time go by their keys, so that no text filed later changes their order.
with posted as (
    select seen.form, seen.unit, seen.unit_key, times.time
    from (
        select form, unit, unit_key, min(seen_from) as seen_from
        from open_entries
        group by form, unit, unit_key
    ) as seen
    inner join times on times.seen_from = seen.seen_from
),

asked as (
    select distinct open_entries.form, open_entries.unit, looks.time
    from open_entries
    inner join looks on looks.looks_from = open_entries.looks_from
    where open_entries.is_open
),

happened as (
    select
        asked.form,
        asked.unit,
        posted.unit_key,
        asked.time,
        posted.time = asked.time as is_posted,
        true as is_asked,
        posted.time < asked.time as is_known
    from asked
    inner join posted on posted.form = asked.form and posted.unit = asked.unit
    union all
    select form, unit, unit_key, time, true as is_posted, false as is_asked, false as is_known
    from posted
    anti join asked on asked.form = posted.form and asked.unit = posted.unit and asked.time = posted.time
)

select
    (row_number() over (order by happened.time, forms.form4, happened.unit_key) - 1)::integer as event,
    happened.form,
    happened.unit,
    happened.time,
    happened.is_posted,
    happened.is_asked,
    happened.is_known
from happened
inner join forms on forms.text = happened.form
