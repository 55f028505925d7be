-- One row per measure that starts something, with the next return of its problem: the first appearance after it. Measures that wait for one and the same return, or for none, share a stretch; `is_alone` means that no other measure stands in it, so that there is nothing to pack or to compare.
-- Re-dated copies do not end a spell; nor do declared carry-overs, which never claimed a cure, nor entries that say it got better.
with repeated as (
    -- What stands in the registers once can neither return nor have another measure.
    select subject from sightings group by subject having count(*) > 1
),

pool as (
    select
        sightings.subject,
        coalesce(found_start_date, make_date(register_year, 1, 1)) as sighted_date,
        arg_min(issue_id, (found_date is null, issue_id)) as issue_id,
        min(found_date) as found_date,
        min(register_year) as register_year
    from sightings
    semi join repeated on repeated.subject = sightings.subject
    where is_return
    group by sightings.subject, coalesce(found_start_date, make_date(register_year, 1, 1))
),

waiting as (
    select starts.* from starts semi join repeated on repeated.subject = starts.subject
),

followed as (
    select
        waiting.*,
        pool.issue_id as return_issue_id,
        pool.found_date as return_date,
        coalesce(
            pool.found_date,
            make_date(greatest(pool.register_year, year(pool.sighted_date))::integer, 12, 31)
        ) as return_end_date
    from waiting
    asof left join pool
        on pool.subject = waiting.subject
        and pool.sighted_date > waiting.seen_from + $return_days::integer
),

shared as (
    select *, hash(subject, return_issue_id) as stretch
    from followed
)

select *, count(*) over (partition by stretch) = 1 as is_alone
from shared
union all by name
select starts.*, hash(starts.subject) as stretch, true as is_alone
from starts
anti join repeated on repeated.subject = starts.subject
