-- One row per unit that filed a register.
select distinct unit
from clean.registers
order by unit
