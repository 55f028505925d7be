-- One row per text and thing it states that can be checked: a code, a measured value, a named
-- body, place or person. Dates, counts and list numbers are masked and no such thing (ruling 3).
with stated as (
    select
        changed.text,
        list_concat(
            ['measured ' || value for value in regexp_extract_all(texts.n3, $measured)],
            [
                'named ' || name for name in regexp_extract_all(texts.n3, $named)
                if not regexp_matches(name, $unnamed)
            ],
            ['named ' || name for name in regexp_extract_all(texts.subject_text, $english_named)],
            ['code ' || code for code in coalesce(codes.codes, [])]
        ) as facts
    from changed_texts as changed
    inner join clean.texts as texts on texts.rowid = changed.text_row
    left join codes on codes.text = changed.text
)

select distinct text, unnest(facts) as fact
from stated
order by text, fact
