-- One row per thing that happened to an issue; `issue_id` is missing where no single issue fits,
-- `subject_id` then holds the events of one subject together.
with spelled as (
    select
        raw.*,
        units.unit,
        coalesce(by_number.issue_id, by_text.issue_id) as issue_id,
        lower(raw.event) as word,
        lower(raw.stage) as stage_word,
        dates.start_date as event_start_date,
        dates.end_date as event_end_date,
        coalesce(dates.precision, 'none') as event_precision
    from raw.status_events as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join record_dates as dates on dates.date_text = raw.event_date_text
    left join referred_issues as by_number
        on by_number.unit = units.unit
        and by_number.register_year is not distinct from raw.register_year
        and by_number.reference = raw.issue_number
    left join referred_issues as by_text
        on by_text.unit = units.unit
        and by_text.register_year is not distinct from raw.register_year
        and by_text.reference = trim(raw.issue_text)
),

staged as (
    select
        *,
        case
            when regexp_matches(stage_word, '投产|投產|生产|生產|运行|運行|运营|營運|production|operation')
                then 'production'
            when regexp_matches(stage_word, '建设|建設|在建|施工|安装|安裝|construct|building|install')
                then 'construction'
            when regexp_matches(stage_word, '规划|規劃|计划|計畫|筹建|籌建|立项|立項|设计|設計|plan|design')
                then 'planning'
        end as stage_kind
    from spelled
)

select
    substring(md5(concat_ws(
        chr(31), 'event', coalesce(unit, ''), coalesce(register_year::varchar, ''),
        coalesce(issue_number, ''), coalesce(issue_text, ''), event, coalesce(event_date_text, ''),
        row_number() over (
            partition by unit, register_year, issue_number, issue_text, event, event_date_text
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as status_event_id,
    issue_id,
    coalesce(issue_id, substring(md5(concat_ws(
        chr(31), 'subject', coalesce(unit, ''), coalesce(register_year::varchar, ''),
        coalesce(issue_number, ''), coalesce(issue_text, '')
    )), 1, 16)) as subject_id,
    unit,
    register_year,
    issue_number,
    issue_text,
    case
        when regexp_matches(word, '验收|驗收|复查|復查|複查|核查|回头看|verif|re-?inspect') then 'verified'
        when regexp_matches(word, '复发|復發|反弹|反彈|再次|recur|came back|again') then 'recurred'
        when regexp_matches(word, '销号|銷號|办结|辦結|完成|关闭|關閉|整改到位|clos|complet') then 'closed'
        when regexp_matches(word, '生效|实施|實施|施行|effect|in force|implement') then 'effective'
        when regexp_matches(word, '措施|制定|制订|制訂|measure|planned') then 'measure_set'
        when regexp_matches(word, '发现|發現|detect|found') then 'detected'
        when regexp_matches(word, '产生|產生|发生|發生|出现|出現|arose|arise|occur') then 'arose'
    end as event,
    event as event_text,
    event_start_date as event_date,
    event_end_date,
    event_precision,
    stage_kind as stage,
    case stage_kind when 'planning' then 1 when 'construction' then 2 when 'production' then 3 end
        as stage_ordinal,
    stage as stage_text,
    source_file,
    source_sheet,
    source_row
from staged
order by unit, register_year, issue_number, issue_text, event_start_date, status_event_id
