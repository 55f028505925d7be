-- One row per issue that is no duplicate entry: its problem and classes, what was decided, the measure against it, and the dates of its cure.
-- The measure may stand on any copy of the entry: the first that says what was done or when counts (the kept entry, then its copies by place). A date that the register lacks comes from the records of status events.
with copies as (
    select issue_id, duplicate_of as kept_issue_id
    from linked.classes
    where duplicate_of is not null
),

copied as (
    select issue_id, kept_issue_id from copies
    union all
    select distinct kept_issue_id as issue_id, kept_issue_id from copies
),

told as (
    select copied.kept_issue_id, measures.*
    from copied
    inner join clean.measures as measures on measures.issue_id = copied.issue_id
    inner join clean.issues as issues on issues.issue_id = copied.issue_id
    qualify row_number() over (
        partition by copied.kept_issue_id
        order by
            (
                coalesce(trim(measures.measure_text) <> '', false)
                or measures.effective_date is not null
                or measures.closed_date is not null
            ) desc,
            measures.issue_id <> copied.kept_issue_id,
            issues.source_file,
            issues.source_sheet nulls first,
            issues.source_row,
            issues.part
    ) = 1
),

chosen as (
    select
        measures.issue_id,
        measures.measure_id,
        coalesce(trim(measures.measure_text) <> '', false) as has_text,
        measures.effective_date,
        measures.effective_precision,
        measures.closed_date,
        measures.closed_precision,
        measures.verified_date,
        measures.quantification_score,
        measures.is_coarse
    from clean.measures as measures
    anti join copied on copied.issue_id = measures.issue_id
    union all
    select
        kept_issue_id as issue_id,
        measure_id,
        coalesce(trim(measure_text) <> '', false) as has_text,
        effective_date,
        effective_precision,
        closed_date,
        closed_precision,
        verified_date,
        quantification_score,
        is_coarse
    from told
),

events as (
    select
        coalesce(copies.kept_issue_id, status_events.issue_id) as issue_id,
        min(event_date) filter (event = 'detected') as found_date,
        min(event_date) filter (event = 'effective') as effective_date,
        min(event_date) filter (event = 'closed') as closed_date,
        min(event_date) filter (event = 'verified') as verified_date
    from clean.status_events as status_events
    left join copies on copies.issue_id = status_events.issue_id
    where status_events.issue_id is not null and event_precision = 'day'
    group by coalesce(copies.kept_issue_id, status_events.issue_id)
),

verdicts as (
    select issue_id, verdict from linked.links where is_best and verdict is not null
),

-- An answer is not a cure, and a status that says open outweighs a closing date.
judged as (
    select
        issues.*,
        coalesce(states.is_open, false) as is_open,
        coalesce(states.is_cured, false) as is_said_cured,
        coalesce(states.is_cured or states.is_open, true) as may_take_effect,
        coalesce(states.is_cured, true) as may_close
    from clean.issues as issues
    left join clean.states as states on states.state = issues.state
)

select
    issues.issue_id,
    chosen.measure_id,
    appearances.problem_id,
    appearances.appearance_number,
    issues.unit,
    issues.register_year,
    issues.source_file,
    issues.clause_key,
    issues.category_key,
    issues.severity,
    classes.text_kind,
    classes.shown_class,
    classes.date_class,
    classes.is_redated_only as was_flagged,
    classes.is_redated_only and verdicts.verdict is distinct from 'dismissed'
        as is_redated_only,
    verdicts.verdict,
    coalesce(chosen.has_text, false) as has_text,
    chosen.quantification_score,
    chosen.is_coarse,
    issues.filed_date,
    coalesce(issues.found_start_date, events.found_date) as found_start_date,
    coalesce(issues.found_date, events.found_date) as found_date,
    if(issues.may_take_effect, coalesce(chosen.effective_date, events.effective_date), null)
        as effective_date,
    if(issues.may_close, coalesce(chosen.closed_date, events.closed_date), null) as closed_date,
    if(issues.may_close, coalesce(chosen.verified_date, events.verified_date), null)
        as verified_date,
    chosen.effective_date is null or chosen.effective_precision = 'day' as is_effective_day,
    chosen.closed_date is null or chosen.closed_precision = 'day' as is_closed_day,
    issues.state,
    issues.is_open,
    issues.is_said_cured,
    issues.is_open and coalesce(chosen.closed_date, events.closed_date) is not null
        as is_contradicted,
    coalesce(issues.has_closed_date, false) as has_closed_date,
    coalesce(issues.has_verified_date, false) as has_verified_date
from judged as issues
inner join linked.classes as classes on classes.issue_id = issues.issue_id
left join linked.appearances as appearances on appearances.issue_id = issues.issue_id
left join chosen on chosen.issue_id = issues.issue_id
left join verdicts on verdicts.issue_id = issues.issue_id
left join events on events.issue_id = issues.issue_id
where not classes.is_duplicate
