-- One row per event, in order of time; `form4` puts those of one time in order everywhere.
select
    events.unit,
    events.form as newer_form,
    events.time,
    forms.form4,
    events.is_posted,
    events.is_asked,
    events.is_known
from events
inner join forms on forms.text = events.form
order by events.time, events.event, events.unit, events.form
