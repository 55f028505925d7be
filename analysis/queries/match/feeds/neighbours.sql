-- One row per asked event and other form seen earlier in its unit, where so few forms were seen
-- there by then that all are compared.
with placed as (
    select unit, form, time, row_number() over (partition by unit order by time) as place
    from events
    where is_posted
    qualify place <= $small_unit + 1
),

crowded as (
    select unit, time from placed where place > $small_unit
)

select asked.event, placed.form as older_form
from events as asked
left join crowded on crowded.unit = asked.unit
inner join placed
    on placed.unit = asked.unit
    and placed.time < asked.time
    and placed.form <> asked.form
where asked.is_asked
    and (crowded.time is null or crowded.time >= asked.time)
order by asked.event, older_form
