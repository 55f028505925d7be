-- One row per number of years a spell lasted: spells that ended then in a return, and spells
-- followed no further; how years in which nobody looked are taken depends on $unlooked:
-- `left_out` (they are no time at risk), `registers` (every year with a filed register counts as
-- looking), `at_risk` (as if somebody had looked every year) or `returned` (the worst case: the
-- problem was there in the first of them).
with treated as (
    select
        case $unlooked
            when 'left_out' then period_count
            when 'registers' then filed_period_count
            when 'at_risk' then followed_years
            else coalesce(first_unlooked_year, followed_years)
        end as year_count,
        case $unlooked
            when 'left_out' then is_return_counted
            when 'registers' then is_filed_return
            when 'at_risk' then outcome = 'returned' or is_found_unvisited
            else outcome = 'returned' or is_found_unvisited or first_unlooked_year is not null
        end as is_returned
    from linked.outcomes
    where ($with_changed_units or not is_changed_unit)
)

select
    case when is_returned then greatest(year_count, 1) else year_count end as year_count,
    count(*) filter (is_returned)::integer as returned_count,
    count(*) filter (not is_returned)::integer as censored_count
from treated
group by 1
order by 1
