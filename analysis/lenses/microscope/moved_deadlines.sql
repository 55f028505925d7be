-- One row per finding with a deadline that stood in a register up to $year: how often its deadline was moved, how far, and since when it is open.
select
    slippage.issue_id,
    slippage.problem_id,
    slippage.unit,
    slippage.last_year as register_year,
    issues.source_file,
    issues.source_sheet,
    issues.source_row,
    issues.subject_text,
    slippage.found_date,
    slippage.first_due_date,
    slippage.last_due_date,
    slippage.move_count,
    slippage.slipped_days,
    slippage.is_open
from linked.slippage as slippage
inner join clean.issues as issues on issues.issue_id = slippage.issue_id
where slippage.last_year <= $year
    and ($unit = '' or slippage.unit = $unit)
order by slippage.move_count desc, slippage.slipped_days desc, slippage.issue_id, slippage.measure_id
