-- One row per spelling of a unit's name as received; a name for everybody names no unit, unless a
-- register was filed under it.
with named as (
    select unit_text, true as is_filed from raw.registers
    union all by name
    select unit_text, false as is_filed
    from (
        select unit_text from raw.inspections
        union all
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
        select unit_text from raw.findings
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
),

spellings as (
    select
        unit_text,
        regexp_full_match(
            trim(unit_text),
            '全局|全体.*|全體.*|全员|全員|各科室|各单位|各單位|各部门|各部門|所有.*|(?i)all( (the )?(units|staff|departments|offices|sections|divisions|employees|teams)( .*)?)?'
        ) as is_everybody,
        bool_or(is_filed) as is_filed
    from named
    where unit_text is not null
    group by unit_text
)

select unit_text, is_everybody
from spellings
where is_filed or not is_everybody
order by unit_text
