-- One row per unit that handed its work on and each unit that has had it since, with the day from which; `is_whole` means that all of it went there and the unit filed no more.
with recursive last_registers as (
    select unit, max(register_year) as last_year from clean.registers group by unit
),

handed as (
    select
        changes.unit,
        changes.to_unit as heir,
        min(coalesce(changes.changed_date, make_date(registers.last_year, 12, 31))) as since_date,
        bool_or(changes.change_kind = 'merge')
        and max(registers.last_year)
        <= max(coalesce(year(changes.changed_date), registers.last_year)) as is_whole
    from clean.unit_changes as changes
    inner join last_registers as registers on registers.unit = changes.unit
    where changes.change_kind in ('merge', 'split', 'transfer')
        and changes.to_unit <> changes.unit
    group by changes.unit, changes.to_unit
),

-- What was handed on may be handed on again; `union` ends a ring of units.
reached as (
    select unit, heir, since_date, is_whole from handed
    union
    select reached.unit, handed.heir, handed.since_date, reached.is_whole and handed.is_whole
    from reached
    inner join handed
        on handed.unit = reached.heir
        and handed.since_date >= reached.since_date
        and handed.heir <> reached.unit
)

select unit, heir, min(since_date) as since_date, bool_or(is_whole) as is_whole
from reached
group by unit, heir
order by unit, heir
