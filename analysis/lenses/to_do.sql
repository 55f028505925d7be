-- One row per issue of the register of $year and thing that waits to be done with it: a flag to decide, a closing to verify, an entry open longer than $open_days, a deadline moved $move_count times or more.
with entries as (
    select
        issues.issue_id,
        issues.unit,
        issues.register_year,
        issues.source_file,
        issues.source_sheet,
        issues.source_row,
        issues.part,
        issues.issue_text,
        counted.is_redated_only,
        counted.verdict,
        counted.first_found_date,
        counted.closed_date,
        counted.is_closed,
        counted.is_closed_dated,
        counted.is_verified_dated,
        counted.verified_date,
        counted.next_register_year,
        counted.known_date
    from linked.counted_issues as counted
    inner join clean.issues as issues on issues.issue_id = counted.issue_id
    where counted.register_year = $year
        and ($unit = '' or counted.unit = $unit)
),

moved as (
    select
        issue_id,
        max(move_count)::integer as move_count,
        max(slipped_days)::integer as slipped_days
    from linked.slippage
    where is_open and move_count >= $move_count
    group by issue_id
),

waiting as (
    select
        'decide' as task,
        issue_id,
        null::date as since_date,
        null::integer as day_count,
        null::integer as move_count
    from entries
    where is_redated_only and coalesce(verdict, 'unsure') = 'unsure'
    union all
    select
        'verify' as task,
        issue_id,
        closed_date as since_date,
        (known_date - closed_date)::integer as day_count,
        null::integer as move_count
    from entries
    where is_closed and is_verified_dated and verified_date is null
    union all
    select
        'overdue' as task,
        issue_id,
        first_found_date as since_date,
        (known_date - first_found_date)::integer as day_count,
        null::integer as move_count
    from entries
    where not is_closed
        and is_closed_dated
        and next_register_year is distinct from register_year
        and known_date - first_found_date > $open_days
    union all
    select
        'moved' as task,
        entries.issue_id,
        entries.first_found_date as since_date,
        moved.slipped_days as day_count,
        moved.move_count
    from entries
    inner join moved on moved.issue_id = entries.issue_id
)

select
    waiting.task,
    waiting.issue_id,
    entries.unit,
    entries.register_year,
    entries.issue_text,
    entries.source_file,
    entries.source_sheet,
    entries.source_row,
    waiting.since_date,
    waiting.day_count,
    waiting.move_count
from waiting
inner join entries on entries.issue_id = waiting.issue_id
order by
    waiting.task,
    waiting.move_count desc nulls last,
    waiting.day_count desc nulls last,
    entries.unit collate zh,
    entries.unit,
    entries.source_file, entries.source_sheet nulls first, entries.source_row, entries.part,
    waiting.issue_id
