-- One row per measure whose problem was seen again in the unit: the first appearance after it.
-- Re-dated copies do not end a spell; nor do declared carry-overs, which never claimed a cure,
-- nor entries that say it got better.
with seen as (
    select
        subject,
        coalesce(found_start_date, make_date(register_year, 1, 1)) as sighted_date,
        found_date,
        register_year,
        issue_id
    from sightings
    where is_return
),

pool as (
    select
        subject,
        sighted_date,
        arg_min(issue_id, (found_date is null, issue_id)) as issue_id,
        min(found_date) as found_date,
        min(register_year) as register_year
    from seen
    group by subject, sighted_date
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
    on pool.subject = starts.subject
    and pool.sighted_date > starts.seen_from + $return_days::integer
