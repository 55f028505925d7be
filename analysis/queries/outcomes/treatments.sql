-- One row per spell and treatment of years in which nobody looked: how many periods it was followed, and whether the last one ended in a return.
-- `main` leaves those years out; `other` takes every filed register for a look where visits decide, and every year where registers do; `worst` takes the problem for back in the first of them.
with spells as (
    select
        *,
        looked_for_by = 'inspection' as is_inspected,
        outcome = 'returned' or is_found_unvisited as is_seen
    from linked.outcomes
)

select
    * exclude (period_count),
    unnest([
        {'treatment': 'main', 'period_count': period_count, 'is_back': is_return_counted},
        {
            'treatment': 'other',
            'period_count': if(is_inspected, filed_period_count, followed_years),
            'is_back': if(is_inspected, is_filed_return, is_seen)
        },
        {
            'treatment': 'worst',
            'period_count': coalesce(first_unlooked_year, followed_years),
            'is_back': is_seen or first_unlooked_year is not null
        }
    ], recursive := true)
from spells
