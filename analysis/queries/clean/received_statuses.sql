-- One row per status as received.
select distinct status
from raw.registers
where status is not null
order by status
