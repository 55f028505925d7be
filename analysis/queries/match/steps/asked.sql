-- One row per entry that must be compared: of a register year that can see something that came,
-- changed or went since the last run of the same rules.
with moved as (
    select coalesce(told.register_year, known.register_year) as register_year
    from signatures as told
    full join linked.matched_registers as known
        on known.unit_key = told.unit_key
        and known.register_year = told.register_year
        and known.version = told.version
    where told.signature is distinct from known.signature
)

select entry
from entries
where register_year >= (select min(register_year) from moved)
