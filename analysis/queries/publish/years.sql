-- One row per register year that has a register.
select distinct register_year
from clean.registers
where register_year is not null
order by register_year
