-- One row per date of a record other than registers and inspections, as received.
select distinct date_text
from (
    select revised_date_text as date_text from raw.plans
    union all
    select unnest([start_date_text, due_date_text]) as date_text from raw.plan_items
    union all
    select held_date_text as date_text from raw.consultations
    union all
    select decided_date_text as date_text from raw.suggestions
    union all
    select revised_date_text as date_text from raw.rules
    union all
    select unnest([valid_from_date_text, repealed_date_text]) as date_text from raw.directives
    union all
    select checked_date_text as date_text from raw.file_censuses
    union all
    select inspected_date_text as date_text from raw.findings
    union all
    select event_date_text as date_text from raw.status_events
    union all
    select spent_date_text as date_text from raw.effort
    union all
    select changed_date_text as date_text from raw.unit_changes
)
where date_text is not null
order by date_text
