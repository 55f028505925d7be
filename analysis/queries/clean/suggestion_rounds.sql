-- One row per round of suggestions: how many were received, considered and adopted. What nobody
-- wrote down stays missing: the rows listed are often only those adopted.
with counted as (
    select
        units.unit,
        raw.register_year as plan_year,
        raw.target,
        try_cast(regexp_extract(raw.received_count_text, '[0-9]+') as integer) as received_count,
        try_cast(regexp_extract(raw.considered_count_text, '[0-9]+') as integer) as considered_count,
        try_cast(regexp_extract(raw.adopted_count_text, '[0-9]+') as integer) as adopted_count
    from raw.suggestions as raw
    left join record_units as units on units.unit_text = raw.unit_text
),

stated as (
    select
        substring(md5(concat_ws(
            chr(31), 'round', coalesce(unit, ''), coalesce(plan_year::varchar, ''), target
        )), 1, 16) as round_id,
        unit,
        plan_year,
        target,
        max(received_count) as received_count,
        max(considered_count) as considered_count,
        max(adopted_count) as adopted_count
    from counted
    group by unit, plan_year, target
),

listed as (
    select
        round_id,
        count(*)::integer as listed_count,
        count(*) filter (decision = 'adopted')::integer as adopted_count
    from clean.suggestions
    group by round_id
)

select
    stated.round_id,
    stated.unit,
    stated.plan_year,
    stated.target,
    stated.received_count,
    stated.considered_count,
    coalesce(stated.adopted_count, listed.adopted_count) as adopted_count,
    coalesce(listed.listed_count, 0) as listed_count
from stated
left join listed on listed.round_id = stated.round_id
order by stated.unit, stated.plan_year, stated.target, stated.round_id
