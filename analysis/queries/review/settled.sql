-- One row per link that people decided on: their common verdict, `unsure` where they differ, and
-- `unsure` while only one has confirmed a rewording (domain.md 6.7: two reviewers).
with counted as (
    select
        standing.pair_key,
        count(*)::integer as reviewer_count,
        count(distinct standing.verdict) as verdict_count,
        min(standing.verdict) as verdict
    from standing
    group by standing.pair_key
)

select
    counted.pair_key,
    counted.reviewer_count,
    counted.verdict_count > 1 as is_conflict,
    counted.verdict = 'confirmed'
    and counted.verdict_count = 1
    and counted.reviewer_count = 1
    and shown.needs_two as is_waiting,
    case when is_conflict or is_waiting then 'unsure' else counted.verdict end as verdict
from counted
inner join pairs on pairs.pair_key = counted.pair_key
inner join linked.shown_classes as shown on shown.shown_class = pairs.shown_class
order by counted.pair_key
