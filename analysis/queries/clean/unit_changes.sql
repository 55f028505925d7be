-- One row per declared change of a unit: renamed, merged, split, dissolved, or work moved elsewhere.
with spelled as (
    select
        raw.*,
        units.unit,
        later.unit as to_unit,
        lower(raw.change) as word,
        dates.start_date as changed_date
    from raw.unit_changes as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join record_units as later on later.unit_text = raw.to_unit_text
    left join record_dates as dates on dates.date_text = raw.changed_date_text
),

told as (
    select
        *,
        case
            when regexp_matches(word, '更名|改名|renam|name change') then 'rename'
            when regexp_matches(word, '合并|合併|并入|併入|merg') then 'merge'
            when regexp_matches(word, '拆分|分立|分设|分設|split') then 'split'
            when regexp_matches(word, '划转|劃轉|移交|转隶|轉隸|transfer') then 'transfer'
            when regexp_matches(word, '撤销|撤銷|裁撤|取消|dissol|abolish|closed') then 'dissolved'
            when to_unit_text is null then 'dissolved'
        end as change_kind
    from spelled
)

select
    substring(md5(concat_ws(
        chr(31), unit_text, coalesce(to_unit_text, ''), coalesce(changed_date_text, ''),
        row_number() over (
            partition by unit_text, to_unit_text, changed_date_text
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as unit_change_id,
    unit,
    to_unit,
    unit_text as former_name,
    to_unit_text as later_name,
    change_kind,
    changed_date,
    case
        when try_cast(regexp_extract(share_text, '[0-9]+(?:[.][0-9]+)?') as double) > 1
            or share_text like '%\%' escape '\'
            then try_cast(regexp_extract(share_text, '[0-9]+(?:[.][0-9]+)?') as double) / 100
        else try_cast(regexp_extract(share_text, '[0-9]+(?:[.][0-9]+)?') as double)
    end as work_share,
    reason,
    source_file,
    source_sheet,
    source_row
from told
order by unit, changed_date, unit_change_id
