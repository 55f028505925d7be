-- One row per asked event and shingle kept of it, the rarest first.
select
    (dense_rank() over (order by newer_form, unit, time) - 1)::integer as event,
    unit,
    newer_form,
    time,
    shingle
from rarest
order by event, place
