-- One row per spell: a measure that took effect, followed until the problem returned or looking
-- ended. `looked_for_years` counts whole years after the start year in which someone looked.
with registered as (
    select max(register_year) as last_year
    from clean.registers
),

inspected as (
    select max(inspection_year) as last_year, max(inspected_date) as last_date
    from clean.inspections
),

horizon as (
    -- Registers are of whole years; the year of the last inspection is whole from December on.
    select
        registered.last_year,
        registered.last_year - case
            when inspected.last_year >= registered.last_year and month(inspected.last_date) < 12
                then 1
            else 0
        end as last_inspected_year
    from registered
    cross join inspected
),

spans as (
    select
        spells.*,
        returns.return_issue_id,
        returns.return_date,
        returns.end_date as return_end_date,
        horizon.last_year,
        horizon.last_inspected_year
    from spells
    cross join horizon
    left join returns
        on returns.measure_id = spells.measure_id and returns.problem_id = spells.problem_id
),

looked as (
    select
        spans.measure_id,
        spans.problem_id,
        count(distinct looks.looked_year)::integer as looked_for_years,
        max(looks.looked_date) as looked_date
    from spans
    inner join looks
        on looks.problem_id = spans.problem_id
        and looks.unit = spans.unit
        and looks.clause is not distinct from spans.clause
        and looks.category is not distinct from spans.category
        and looks.looked_year > spans.start_year
        and looks.looked_year <= coalesce(year(spans.return_end_date), spans.last_year)
    where looks.looked_by = 'register' or looks.looked_year <= spans.last_inspected_year
    group by spans.measure_id, spans.problem_id
),

looking as (
    select problem_id, unit, clause, category, any_value(looked_by) as looked_by
    from looks
    group by problem_id, unit, clause, category
),

told as (
    select
        spans.*,
        coalesce(looked.looked_for_years, 0) as looked_for_years,
        looked.looked_date,
        coalesce(looking.looked_by, 'inspection') as looked_for_by,
        case
            when spans.return_issue_id is not null then 'returned'
            when looked.looked_for_years >= 1 then 'held'
            when spans.start_year >= case
                when coalesce(looking.looked_by, 'inspection') = 'inspection'
                    then spans.last_inspected_year
                else spans.last_year
            end then 'too_early'
            else 'not_looked_for'
        end as outcome
    from spans
    left join looked
        on looked.measure_id = spans.measure_id and looked.problem_id = spans.problem_id
    left join looking
        on looking.problem_id = spans.problem_id
        and looking.unit = spans.unit
        and looking.clause is not distinct from spans.clause
        and looking.category is not distinct from spans.category
)

select
    measure_id,
    problem_id,
    unit,
    start_date,
    case outcome
        when 'returned' then return_end_date
        when 'held' then coalesce(looked_date, make_date(last_year, 12, 31))
        when 'too_early' then greatest(start_date, make_date(last_year, 12, 31))
    end as end_date,
    outcome,
    looked_for_years,
    case when start_source <> 'register_year' then (return_date - start_date)::integer end
        as days_to_return,
    looked_for_by,
    start_year,
    start_source,
    return_issue_id
from told
order by measure_id, problem_id
