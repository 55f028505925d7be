-- One row per spelling of a unit's name as received; a visit to everybody names no unit.
select unit_text from raw.registers
union
select unit_text
from raw.inspections
where not regexp_full_match(
    trim(unit_text), '全局|全体.*|全體.*|全员|全員|各科室|各单位|各單位|各部门|各部門|所有.*|(?i)all( .*)?'
)
union
select unit_text
from (
    select unit_text from raw.plans
    union all
    select unit_text from raw.plan_items
    union all
    select unit_text from raw.consultations
    union all
    select unit_text from raw.suggestions
    union all
    select unit_text from raw.rules
    union all
    select unit_text from raw.directives
    union all
    select unit_text from raw.file_censuses
    union all
    select unit_text from raw.causes
    union all
    select unit_text from raw.status_events
    union all
    select unit_text from raw.effort
    union all
    select unit_text from raw.claims
    union all
    select unnest([unit_text, to_unit_text]) as unit_text from raw.unit_changes
)
where unit_text is not null
order by unit_text
