-- One row per issue that is no duplicate entry, with all that clocks and indicators count it by: classes, what was decided, the measure, and the dates of its cure until the register was last known to be current.
with books as (
    -- A register is known to be current until the day it was filed, or its last date.
    select
        cures.unit,
        cures.register_year,
        max(greatest(cures.effective_date, cures.closed_date, cures.verified_date)) as last_date,
        any_value(registers.is_baseline) as is_baseline
    from cures
    left join clean.registers as registers
        on registers.unit = cures.unit and registers.register_year = cures.register_year
    group by cures.unit, cures.register_year
),

-- A unit that never dates a closing, in no register and no file, has no clock for it.
dating_units as (
    select
        unit,
        count(effective_date) > 0 as is_effective_dated,
        count(closed_date) > 0 as is_closed_dated,
        count(verified_date) > 0 as is_verified_dated
    from cures
    group by unit
),

dating_files as (
    select
        source_file,
        count(effective_date) > 0 as is_effective_dated,
        count(closed_date) > 0 as is_closed_dated,
        count(verified_date) > 0 as is_verified_dated
    from cures
    group by source_file
),

dating as (
    select
        files.source_file,
        books.unit,
        books.register_year,
        books.last_date,
        books.is_baseline,
        units.is_effective_dated or files.is_effective_dated as is_effective_dated,
        units.is_closed_dated or files.is_closed_dated as is_closed_dated,
        units.is_verified_dated or files.is_verified_dated as is_verified_dated
    from (select distinct source_file, unit, register_year from cures) as stood
    inner join books
        on books.unit = stood.unit and books.register_year = stood.register_year
    inner join dating_units as units on units.unit = stood.unit
    inner join dating_files as files on files.source_file = stood.source_file
)

select
    cures.issue_id,
    cures.problem_id,
    cures.unit,
    cures.register_year,
    cures.text_kind,
    cures.shown_class,
    cures.date_class,
    cures.was_flagged,
    cures.is_redated_only,
    cures.verdict,
    cures.quantification_score,
    cures.is_coarse,
    cures.found_date,
    cures.effective_date,
    cures.closed_date,
    cures.verified_date,
    greatest(
        coalesce(cures.filed_date, make_date(cures.register_year, 12, 31)), dating.last_date
    ) as known_date,
    coalesce(dating.is_baseline, false) as is_baseline,
    dating.is_effective_dated,
    dating.is_closed_dated,
    dating.is_verified_dated
from cures
inner join dating
    on dating.source_file = cures.source_file
    and dating.unit = cures.unit
    and dating.register_year = cures.register_year
order by cures.issue_id
