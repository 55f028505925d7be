-- One row per measure whose text another unit used in an earlier register year: the strictest
-- equality, and of the other units the first to use it. Who was first accuses nobody.
with formed as (
    unpivot (select measure_id, unit, register_year, place, n1, n2, n3, n4 from measure_entries)
    on n1, n2, n3, n4
    into name level_name value form
),

first_uses as (
    select
        level_name,
        form,
        unit,
        min(register_year) as first_year,
        arg_min(measure_id, place) as first_id,
        row_number() over (partition by level_name, form order by min(place)) as rank
    from formed
    group by level_name, form, unit
),

-- The first unit to use it, and the next for the first one's own measures.
found as (
    select
        formed.measure_id,
        first_uses.first_id as prior_measure_id,
        substr(formed.level_name, 2)::integer as level,
        first_uses.rank
    from formed
    inner join first_uses
        on first_uses.level_name = formed.level_name
        and first_uses.form = formed.form
        and first_uses.rank <= 2
        and first_uses.unit <> formed.unit
        and first_uses.first_year < formed.register_year
)

select
    measure_id, arg_min(prior_measure_id, (level, rank)) as prior_measure_id, min(level) as level
from found
group by measure_id
order by measure_id
