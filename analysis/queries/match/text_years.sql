-- One row per text: whether it holds a date, the oldest year it says, and whether that year needs
-- reading in its context (since 2016, compared with 2021, edition of 2018, a document's number).
with latest as (
    select text, max(register_year) as register_year
    from entries
    where not is_catalogue
    group by text
),

said as (
    select
        forms.text,
        latest.register_year,
        texts.subject_text,
        texts.n1,
        texts.n4,
        texts.has_date,
        contains(texts.n4, '⟨C⟩') as has_code,
        list_concat(
            [year::integer for year in regexp_extract_all(texts.n1, '(?:19|20)[0-9]{2}')],
            -- As received, since only there a comma parts 使用15年，6月检查 (an age) from 15年6月.
            case when regexp_matches(texts.n1, '(?:^|[^0-9])[0-3][0-9] ?年')
                then [2000 + year::integer for year in regexp_extract_all(
                    translate(texts.subject_text, '０１２３４５６７８９', '0123456789'),
                    '(?:^|[^0-9])([0-3][0-9]) ?年(?: ?[0-9]{1,2} ?月|[一二三四五六七八九十]{1,2}月| ?第?[一二三四1-4] ?季|度|[上下]半年|[底初末])',
                    1
                )]
            end,
            [translate(year, '〇零一二三四五六七八九o', '001234567890')::integer
                for year in regexp_extract_all(texts.n1, '(?:一九|二[〇零o0])[〇零o0一二三四五六七八九]{2}')
                if not contains(year, '十')]
        ) as years
    from forms
    inner join clean.texts as texts on texts.rowid = forms.text_row
    inner join latest on latest.text = forms.text
),

weighed as (
    select
        *,
        list_min(years) as oldest_year,
        regexp_matches(n1, '民国|一[〇零一][〇零一二三四五六七八九] ?年|(?:^|[^0-9])1[0-2][0-9] ?年|fy ?[0-9]{2}(?:[^0-9]|$)') as is_other_era
    from said
)

select
    text,
    subject_text,
    has_date or (has_code and oldest_year is not null) as has_date,
    case when has_date then oldest_year end as oldest_year,
    (oldest_year < register_year or is_other_era)
    and (
        is_other_era
        or list_unique(years) > 1
        or has_code
        or not has_date
        or regexp_matches(subject_text, '[《〈]')
        or regexp_matches(n4, $context)
        or regexp_matches(n1, $worded_context)
    ) as needs_reading
from weighed
order by text
