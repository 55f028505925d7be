-- One row per asked event and rare shingle of it; `event` numbers those met here.
select
    (dense_rank() over (order by newer_form, unit, time) - 1)::integer as event,
    unit,
    newer_form,
    time,
    shingle,
    count
from rare
order by event, shingle
