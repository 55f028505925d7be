-- One row per spelling of a unit's name as received; a visit to everybody names no unit.
select unit_text from raw.registers
union
select unit_text
from raw.inspections
where not regexp_full_match(
    trim(unit_text), '全局|全体.*|全體.*|全员|全員|各科室|各单位|各單位|各部门|各部門|所有.*|(?i)all( .*)?'
)
order by unit_text
