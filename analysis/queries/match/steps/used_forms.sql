-- One row per form that something happens to.
select distinct form
from events
order by form
