-- One row per issue, in the order of the files they came from.
with spelled as (
    select
        raw.*,
        names.unit_key,
        names.filed_key,
        units.unit,
        texts.text_id,
        texts.n1,
        categories.label_key as category_key,
        clauses.label_key as clause_key,
        nullif(regexp_replace(places.label_key, '[\s\pP]+', '', 'g'), '') as place_key,
        nullif(regexp_replace(objects.label_key, '[\s\pP]+', '', 'g'), '') as object_key,
        dates.start_date as found_start_date,
        dates.end_date as found_end_date,
        coalesce(dates.precision, 'none') as found_precision,
        statuses.state,
        files.filed_date,
        files.has_closed_date,
        files.has_verified_date,
        perfunctory.score as perfunctory_score
    from raw.registers as raw
    inner join unit_names as names on names.unit_text = raw.unit_text
    inner join clean.units as units on units.unit_key = names.unit_key
    inner join clean.texts as texts on texts.subject_text = raw.subject_text
    left join labels as categories on categories.label_text = raw.category
    left join labels as clauses on clauses.label_text = raw.clause
    left join labels as places on places.label_text = raw.place_text
    left join labels as objects on objects.label_text = raw.object_text
    left join statuses on statuses.status = raw.status
    left join perfunctory
        on perfunctory.subject_text = raw.subject_text
        and perfunctory.standard_text is not distinct from raw.standard_text
    left join date_conventions as conventions
        on conventions.source_file = raw.source_file
        and conventions.source_sheet is not distinct from raw.source_sheet
    left join date_texts as dates
        on dates.date_text = raw.found_date_text
        and dates.year = raw.register_year
        and dates.convention = coalesce(conventions.found_date_text, '')
    left join raw.files as files
        on files.source_file = raw.source_file
        and files.source_sheet is not distinct from raw.source_sheet
),

-- A number that stands on different texts of one unit and year, in other rows, is the number of a
-- document (ruling 2); a row that gave several entries has one number. Once in each of several
-- lists, always with the same day of finding, it is one finding whose words were edited (ruling 16).
documents as (
    select filed_key, register_year, source_key
    from (
        select
            filed_key, register_year, source_key, source_file, source_sheet,
            any_value(found_start_date) as found_date,
            string_agg(n1, chr(31) order by part, n1) as form
        from spelled
        where source_key is not null
        group by filed_key, register_year, source_key, source_file, source_sheet, source_row
    )
    group by filed_key, register_year, source_key
    having
        count(distinct form) > 1
        and (
            count(distinct (source_file, source_sheet)) < count(*)
            or count(found_date) < count(*)
            or count(distinct found_date) > 1
        )
),

keyed as (
    select
        spelled.* exclude (source_key),
        case when documents.source_key is null then spelled.source_key end as source_key,
        documents.source_key as document_number
    from spelled
    left join documents
        on documents.filed_key = spelled.filed_key
        and documents.register_year = spelled.register_year
        and documents.source_key = spelled.source_key
),

-- By the unit as filed, so that a renaming declared later changes no id.
identified as (
    select
        *,
        case
            when source_key is not null
                then concat_ws(
                    chr(31), 'key', filed_key, register_year, source_key,
                    case when part_count > 1 then coalesce(clause, n1) end
                )
            else concat_ws(
                chr(31), 'text', filed_key, register_year, n1,
                coalesce(found_start_date::varchar, found_date_text, '')
            )
        end as identity_text
    from keyed
),

numbered as (
    select
        *,
        row_number() over (
            partition by identity_text
            order by n1, issue_text, clause, measure_text, source_file, source_sheet, source_row, part
        ) as ordinal
    from identified
)

select
    substring(md5(concat_ws(chr(31), identity_text, ordinal)), 1, 16) as issue_id,
    substring(md5(concat_ws(chr(31), unit_key, register_year)), 1, 16) as register_id,
    unit,
    register_year,
    source_file,
    source_sheet,
    source_row,
    part,
    sequence_text,
    issue_text,
    subject_text,
    text_id,
    category,
    category_key,
    clause,
    clause_key,
    severity,
    source_key,
    document_number,
    -- What an entry may be known by from year to year; matching judges whether it is. A running number
    -- counts entries: last year's list copied in its order has the same ones.
    nullif(
        lower(translate(
            regexp_replace(
                coalesce(
                    source_key,
                    case
                        when not regexp_full_match(
                            sequence_text,
                            '(?i)[\s\pZ(（\[【第no.№#]*[0-9０-９一二三四五六七八九十百]{1,4}[\s\pZ)）\]】.．、,，号號项項条條]*'
                        )
                            then sequence_text
                    end
                ),
                '[\s\pZ]+', '', 'g'
            ),
            '０１２３４５６７８９－／．', '0123456789-/.'
        )),
        ''
    ) as number_key,
    place_text,
    place_key,
    object_text,
    object_key,
    written_by,
    case when found_precision = 'day' then found_start_date end as found_date,
    found_date_text as found_text,
    found_start_date,
    found_end_date,
    found_precision,
    found_by,
    cause_text,
    standard_text,
    status,
    state,
    -- The one place that decides what a cell declares; matching only asks whether it is null.
    case
        when not regexp_full_match(
            regexp_replace(lower(carry_over_text), '[\s\pZ.。]+', '', 'g'),
            '(否|不是|不涉及|不适用|不適用|[无無没沒]有?|暂[无無]|新增|no|n|none|nil|null|false|0|n[/／]?a|[-—－–―/／\\]+)?'
        ) then carry_over_text
    end as carry_over_of,
    -- What the source says of a repetition, an auditor for instance: no declaration (ruling 18).
    case
        when repeat_tick_text is null then null
        when regexp_matches(repeat_tick_text, '[1-9]') then true
        else not regexp_matches(
            lower(trim(repeat_tick_text)),
            '^(否|不是|不涉及|不适用|不適用|[无無没沒]有?|首次|初次|新增|新|no|not|n|none|nil|false|f|non|nao|não|nein|first|new|いいえ|아니오|0|[-—－–―/／\\×✗✘☐]+)([^a-z].*)?$'
        )
    end as repeat_tick,
    evidence_text,
    -- A picture says that one was filed, not what it shows; another number of it says no more.
    coalesce(
        regexp_full_match(
            lower(regexp_replace(evidence_text, '[\s\pP]+', '', 'g')),
            '(详见|詳見|参见|见|見|如|附|有|see)*(picture图片|图片|圖片|照片|相片|截图|截圖|附图|附圖|图|圖|picture|photo|photograph|image|img|pic|screenshot|dsc)s?'
            || '([0-9一二三四五六七八九十]+|号|號|张|張|组|組|图片|圖片|照片|jpe?g|png|gif|heic)*'
        ),
        false
    ) as is_picture,
    filed_date,
    has_closed_date,
    has_verified_date,
    text_kind,
    perfunctory_score
from numbered
order by source_file, source_sheet nulls first, source_row, part
