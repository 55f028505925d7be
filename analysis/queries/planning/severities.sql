-- One row per grade that a register gives to an issue; NULL where none does.
select distinct severity
from clean.issues
order by severity
