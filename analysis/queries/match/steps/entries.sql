-- One row per issue: what matching needs of it, in numbers; `entry` follows `issue_id`.
-- `looks_from` and `seen_from` put ruling 1 on one scale: an entry sees those with
-- `seen_from < looks_from`, so an undated one is seen by later register years only.
-- Not sorted, as no table of this run that has a row per issue: that would cost more than it makes.
with ordered as (
    select rowid as issue_row, (row_number() over (order by issue_id))::integer as entry
    from clean.issues
),

units as (
    select
        unit,
        (row_number() over (order by unit))::integer as unit_number,
        md5_number_lower(unit) as unit_key
    from (select distinct unit from clean.issues)
),

measured as (
    select
        issue_id,
        min(least(due_date, closed_date, verified_date)) as first_measure_date,
        min(due_date) as due_date,
        min(measure_text) as measure_text
    from clean.measures
    group by issue_id
),

numbered as (
    select
        issues.issue_id,
        issues.register_year,
        issues.part,
        issues.source_key,
        issues.document_number,
        issues.clause_key as clause,
        issues.category_key as category,
        issues.cause_text,
        -- Another place, object or number of its own is another problem (rulings 5 and 23).
        if(issues.place_key is null, null, hash(issues.place_key)) as place,
        if(issues.object_key is null, null, hash(issues.object_key)) as object,
        if(numbers.number is null, null, hash(numbers.number)) as number,
        coalesce(numbers.is_key, false) as is_key,
        coalesce(numbers.keeps_apart, false) as keeps_apart,
        coalesce(issues.written_by = 'inspector', false) as is_visit,
        issues.state,
        issues.status,
        issues.carry_over_of,
        issues.subject_text,
        case when not issues.is_picture then issues.evidence_text end as evidence_text,
        ordered.entry,
        units.unit_number,
        units.unit_key,
        issues.source_file,
        issues.source_sheet,
        issues.source_row,
        issues.found_start_date,
        issues.found_end_date,
        issues.filed_date,
        measured.first_measure_date,
        measured.due_date,
        measured.measure_text,
        registers.register_first_year,
        -- 1 to 99998, so that no date reaches into another year's numbers.
        case
            when issues.found_start_date is not null
                then least(greatest(issues.found_start_date - date '1900-01-01', 1), 99998)
        end as start_day,
        case
            when issues.found_end_date is not null
                then least(greatest(issues.found_end_date - date '1900-01-01', 1), 99998)
        end as end_day,
        forms.text,
        forms.form1,
        forms.form2,
        forms.form3,
        forms.form4,
        forms.form5,
        forms.form,
        sources.text_kind = 'catalogue' as is_catalogue,
        registers.is_baseline
    from clean.issues as issues
    inner join ordered on ordered.issue_row = issues.rowid
    inner join units on units.unit = issues.unit
    inner join forms on forms.text_id = issues.text_id
    inner join linked.sources as sources on sources.source_file = issues.source_file
    inner join clean.registers as registers on registers.register_id = issues.register_id
    left join measured on measured.issue_id = issues.issue_id
    left join numbers on numbers.issue_row = issues.rowid
),

-- A second entry of one event (ruling 2): by the source's own key, or by text and dates where no
-- other column tells the two apart.
events as (
    select
        *,
        case when source_key is null then start_day end as event_start,
        case when source_key is null then end_day end as event_end
    from numbered
),

repeated as (
    select
        unit_number, register_year, source_key, form1, event_start, event_end,
        count(distinct place) > 1 as is_other_place,
        count(distinct object) > 1 as is_other_object,
        count(distinct category) > 1 as is_other_category,
        count(distinct measure_text) > 1 as is_other_measure,
        count(distinct due_date) > 1 as is_other_due,
        count(distinct document_number) > 1 as is_other_document,
        count(distinct number) filter (keeps_apart) > 1 as is_other_number
    from events
    group by unit_number, register_year, source_key, form1, event_start, event_end
    having count(*) > 1
),

told as (
    select
        events.entry,
        events.issue_id,
        events.source_file,
        events.source_sheet,
        events.source_row,
        events.part,
        repeated.unit_number,
        repeated.register_year,
        repeated.source_key,
        repeated.form1,
        repeated.event_start,
        repeated.event_end,
        case
            when repeated.source_key is null then hash(
                if(is_other_place, events.place, null),
                if(is_other_object, events.object, null),
                if(is_other_category, events.category, null),
                if(is_other_measure, events.measure_text, null),
                if(is_other_due, events.due_date, null),
                if(is_other_document, events.document_number, null),
                if(is_other_number and events.keeps_apart, events.number, null)
            )
        end as other
    from events
    inner join repeated
        on repeated.unit_number = events.unit_number
        and repeated.register_year = events.register_year
        and repeated.form1 = events.form1
        and repeated.source_key is not distinct from events.source_key
        and repeated.event_start is not distinct from events.event_start
        and repeated.event_end is not distinct from events.event_end
),

placed as (
    select
        entry,
        dense_rank() over same_event > 1 as is_duplicate,
        first_value(issue_id) over by_place as first_issue_id
    from told
    window
        same_event as (
            partition by unit_number, register_year, source_key, form1, event_start, event_end, other
            order by source_file, source_sheet nulls first, source_row
        ),
        by_place as (
            partition by unit_number, register_year, source_key, form1, event_start, event_end, other
            order by source_file, source_sheet nulls first, source_row, part
        )
)

select
    events.entry,
    issue_id,
    unit_number as unit,
    unit_key,
    register_year,
    register_year::bigint * 100000 + coalesce(start_day, 0) as looks_from,
    register_year::bigint * 100000 + coalesce(end_day, 99999) as seen_from,
    text,
    form1,
    form2,
    form3,
    form4,
    form5,
    form,
    is_catalogue,
    is_baseline,
    found_start_date,
    found_end_date,
    filed_date,
    first_measure_date,
    register_first_year,
    coalesce(placed.is_duplicate, false) as is_duplicate,
    coalesce(placed.first_issue_id, issue_id) as first_issue_id,
    hash(source_file, source_sheet) as file,
    place,
    object,
    number,
    is_key,
    keeps_apart,
    is_visit,
    states.is_open as is_state_open,
    coalesce(
        not states.is_cured and not states.is_open and events.state not in ('answered', 'informed'),
        false
    ) as is_ended,
    clause,
    nullif(lower(regexp_replace(cause_text, '[\s\pP]+', '', 'g')), '') as cause,
    nullif(
        regexp_replace(
            lower(regexp_replace(evidence_text, '[\s\pP]+', '', 'g')),
            '^(无|無|没有|沒有|暂无|暫無|none|no|na|null|nil)$',
            ''
        ),
        ''
    ) as evidence,
    carry_over_of is not null
    or coalesce(
        regexp_matches(
            lower(status),
            '[结結接][转轉]|转续|轉續|延[续續]|[顺順]延|跨年|上年度?[转轉][入接]|carr(y|ied)[ -]*(over|forward)'
        )
        -- What is cured is no longer carried, whatever it is turned into.
        and not regexp_matches(status, '已经?(全部|完成)?整改'),
        false
    )
    -- Said in brackets in the text itself, of the problem alone: 结转资金 are funds.
    or coalesce(
        regexp_matches(
            lower(subject_text),
            '[(（【\[](系|属|为|為|由)*(上一?|去|往|前|以前|[0-9]{4})?年?度?(问题|問題)?'
            || '([结結接][转轉]|转续|轉續|延[续續]|[顺順]延)(问题|問題|事项|事項)?[)）】\]]'
            || '|[(\[]carr(ied|y)[ -]*(over|forward)( from [^()]{1,20})?[)\]]'
        ),
        false
    ) as is_carry_over
from events
left join placed on placed.entry = events.entry
left join clean.states as states on states.state = events.state
