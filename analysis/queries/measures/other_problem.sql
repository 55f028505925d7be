-- One row per measure whose text the unit has used before, in an earlier year or further up in
-- the same year's registers, for another problem: the strictest equality, then the latest such.
with formed as (
    unpivot (select measure_id, unit, problem_id, place, n1, n2, n3, n4 from measure_entries)
    on n1, n2, n3, n4
    into name level_name value form
),

neighboured as (
    select
        *,
        lag(measure_id) over following as before_id,
        lag(problem_id) over following as before_problem_id
    from formed
    window following as (partition by unit, level_name, form order by place)
),

-- The measure before a run of measures of one problem is the latest one of another problem.
found as (
    select
        measure_id,
        last_value(
            case when before_problem_id is distinct from problem_id then before_id end ignore nulls
        ) over (
            partition by unit, level_name, form order by place
            rows between unbounded preceding and current row
        ) as prior_measure_id,
        substr(level_name, 2)::integer as level
    from neighboured
)

select measure_id, arg_min(prior_measure_id, level) as prior_measure_id, min(level) as level
from found
where prior_measure_id is not null
group by measure_id
order by measure_id
