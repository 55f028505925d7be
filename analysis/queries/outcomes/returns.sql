-- One row per measure whose problem was seen again in the unit: the first appearance after it.
-- Re-dated copies do not end a spell; nor do declared carry-overs, which never claimed a cure,
-- nor entries that say it got better.
with sightings as (
    select
        appearances.problem_id,
        issues.unit,
        coalesce(issues.found_start_date, make_date(issues.register_year, 1, 1)) as sighted_date,
        issues.found_date,
        issues.register_year,
        issues.issue_id
    from linked.appearances as appearances
    inner join clean.issues as issues on issues.issue_id = appearances.issue_id
    inner join linked.classes as classes on classes.issue_id = appearances.issue_id
    where not classes.is_redated_only
        and classes.shown_class not in ('carry_over', 'status_update')
),

pool as (
    select
        problem_id,
        unit,
        sighted_date,
        arg_min(issue_id, (found_date is null, issue_id)) as issue_id,
        min(found_date) as found_date,
        min(register_year) as register_year
    from sightings
    group by problem_id, unit, sighted_date
)

select
    starts.measure_id,
    pool.issue_id as return_issue_id,
    pool.found_date as return_date,
    coalesce(
        pool.found_date,
        make_date(greatest(pool.register_year, year(pool.sighted_date))::integer, 12, 31)
    ) as return_end_date
from starts
asof inner join pool
    on pool.problem_id = starts.problem_id
    and pool.unit = starts.unit
    and pool.sighted_date > starts.seen_from + $return_days::integer
order by starts.measure_id
