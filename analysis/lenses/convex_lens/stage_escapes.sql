-- One row per year and stage of finding and of arising (missing where not on record): problems whose finding says its stage.
with events as (
    select
        subject_id,
        coalesce(register_year, year(event_date)) as found_year,
        event,
        stage_ordinal
    from clean.status_events
    where stage_ordinal is not null and ($unit = '' or unit = $unit)
),

-- Of several events of one kind the first stage counts: a problem arises and is found once.
subjects as (
    select
        subject_id,
        min(found_year) filter (event = 'detected') as found_year,
        min(stage_ordinal) filter (event = 'detected') as found_stage,
        min(stage_ordinal) filter (event = 'arose') as arose_stage
    from events
    group by subject_id
)

select
    found_year::integer as register_year,
    found_stage::integer as found_stage,
    arose_stage::integer as arose_stage,
    count(*)::integer as found_count
from subjects
where found_stage is not null and found_year <= $year
group by found_year, found_stage, arose_stage
order by found_year, found_stage, arose_stage nulls first
