-- One row per unit: the folded name that identity hangs on and the spelling that is shown.
with spellings as (
    select names.unit_key, coalesce(names.canonical, names.unit_text) as unit, raw.issue_count
    from unit_names as names
    inner join (
        select unit_text, count(*) as issue_count from raw.registers group by unit_text
        union all by name
        select unit_text, 0 as issue_count from raw.inspections group by unit_text
    ) as raw on raw.unit_text = names.unit_text
),

counted as (
    select unit_key, unit, sum(issue_count)::integer as issue_count
    from spellings
    group by unit_key, unit
)

select
    unit_key,
    arg_max(unit, (issue_count, unit)) as unit,
    sum(issue_count)::integer as issue_count
from counted
group by unit_key
order by unit_key
