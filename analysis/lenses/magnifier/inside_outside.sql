-- One row per subject with a known window (that of most of its visits) and side of it: visits inside and outside, and what they found.
with timed as (
    select
        coalesce(clause, category, '') as subject,
        window_start_time,
        window_end_time,
        coalesce(visit_count, 1) as visit_count,
        coalesce(hit_count, positive_count) as hit_count
    from clean.inspections
    where inspection_year <= $year
        and window_start_time is not null
        and window_end_time > window_start_time
),

known as (
    select subject, window_start_time as known_from, window_end_time as known_to
    from timed
    group by subject, window_start_time, window_end_time
    qualify row_number() over (
        partition by subject order by count(*) desc, window_start_time, window_end_time
    ) = 1
)

select
    timed.subject,
    strftime(date '2000-01-01' + known.known_from, '%H:%M')
    || '–' || strftime(date '2000-01-01' + known.known_to, '%H:%M') as window_text,
    timed.window_start_time < known.known_to and timed.window_end_time > known.known_from
        as is_inside,
    count(*)::integer as row_count,
    count(timed.hit_count)::integer as counted_count,
    coalesce(sum(timed.visit_count) filter (timed.hit_count is not null), 0)::integer as visit_count,
    coalesce(sum(timed.hit_count), 0)::integer as hit_count
from timed
inner join known on known.subject = timed.subject
group by all
order by timed.subject, is_inside desc
