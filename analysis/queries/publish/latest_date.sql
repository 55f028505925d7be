-- One row: the last day that the registers speak of, as a page's date must not come from the clock.
with
filed as (
    select max(filed_date) as filed_date
    from clean.registers
),

last_register as (
    select max(register_year) as register_year
    from clean.registers
),

found as (
    select max(issues.found_date) as found_date
    from clean.issues as issues
    cross join last_register
    -- A date after the last register is a slip of the pen.
    where year(issues.found_date) <= last_register.register_year
)

select
    -- A register without dates of its own is of its whole year, whatever older ones say.
    case
        when year(greatest(filed.filed_date, found.found_date)) >= last_register.register_year
            then greatest(filed.filed_date, found.found_date)
        else make_date(last_register.register_year, 12, 31)
    end as latest_date
from filed
cross join found
cross join last_register
order by latest_date
