-- One row per spelling of a unit's name as received.
select unit_text from raw.registers
union
select unit_text from raw.inspections where unit_text is not null
order by unit_text
