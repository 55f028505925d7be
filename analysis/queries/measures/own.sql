-- One row per measure of a problem that the unit had in an earlier register year: the latest
-- earlier measure, of several in that year the likest. Level 0 means other words.
with paired as (
    select
        newer.measure_id,
        older.measure_id as prior_measure_id,
        case
            when newer.n1 = older.n1 then 1
            when newer.n2 = older.n2 then 2
            when newer.n3 = older.n3 then 3
            when newer.n4 = older.n4 then 4
            else 0
        end as level,
        row_number() over (
            partition by newer.measure_id
            order by older.register_year desc, level = 0, level, older.place desc
        ) as choice
    from measure_entries as newer
    inner join measure_entries as older
        on older.unit = newer.unit
        and older.problem_id = newer.problem_id
        and older.register_year < newer.register_year
)

select measure_id, prior_measure_id, level
from paired
where choice = 1
order by measure_id
