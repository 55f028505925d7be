-- One row per issue that is no duplicate entry, with all that clocks and indicators count it by: classes, what was decided, the measure, and the dates of its cure until the register was last known to be current.
-- A clock runs from when the problem was first found: a copy does not restart it, and what is filed again was not closed by the entry before.
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

-- Where a form has no column for such a date, only a date that stands somewhere in the unit's
-- register of that year (in a status, in the records of events) says that closings are dated.
dating as (
    select
        unit,
        register_year,
        count(effective_date) > 0 as is_effective_dated,
        count(closed_date) > 0 as is_closed_dated,
        count(verified_date) > 0 as is_verified_dated
    from cures
    group by unit, register_year
),

-- Entries of a problem in one unit, in order: a copy, or an entry that says it goes on, carries the
-- entry before it on, and so does whatever is found while that one is not closed.
ordered as (
    select
        cures.issue_id,
        coalesce(cures.problem_id, cures.issue_id) as problem_id,
        cures.unit,
        cures.register_year,
        coalesce(cures.found_start_date, make_date(cures.register_year, 1, 1)) as seen_date,
        cures.found_date,
        cures.is_redated_only or shown.is_declared as goes_on,
        cures.is_said_cured
        or cures.closed_date is not null
        or cures.verified_date is not null as is_closed
    from cures
    inner join linked.shown_classes as shown on shown.shown_class = cures.shown_class
),

begun as (
    select
        *,
        coalesce(not goes_on and lag(is_closed) over entries, true) as begins
    from ordered
    window entries as (
        partition by problem_id, unit order by register_year, seen_date, issue_id
    )
),

episodes as (
    select
        *,
        sum(begins::integer) over (
            partition by problem_id, unit order by register_year, seen_date, issue_id
        ) as episode
    from begun
),

clocked as (
    select
        issue_id,
        is_closed,
        not begins as is_carried_on,
        min(found_date) over entries as first_found_date,
        lead(register_year) over entries as next_register_year
    from episodes
    window entries as (
        partition by problem_id, unit, episode order by register_year, seen_date, issue_id
    )
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
    clocked.first_found_date,
    clocked.is_carried_on,
    clocked.next_register_year,
    cures.severity,
    cures.state,
    clocked.is_closed,
    cures.is_contradicted,
    cures.effective_date,
    cures.closed_date,
    cures.verified_date,
    greatest(
        coalesce(cures.filed_date, make_date(cures.register_year, 12, 31)), books.last_date
    ) as known_date,
    coalesce(books.is_baseline, false) as is_baseline,
    dating.is_effective_dated,
    cures.has_closed_date
    or cures.is_open
    or clocked.is_closed
    or dating.is_closed_dated as is_closed_dated,
    cures.has_verified_date or dating.is_verified_dated as is_verified_dated
from cures
inner join clocked on clocked.issue_id = cures.issue_id
inner join books
    on books.unit = cures.unit and books.register_year = cures.register_year
inner join dating
    on dating.unit = cures.unit and dating.register_year = cures.register_year
order by cures.issue_id
