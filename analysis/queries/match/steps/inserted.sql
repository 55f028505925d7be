-- One row per pair of texts, called re-dated, of which one says "this year" or "recently" where the
-- other says nothing of when: no date stands against it, so it is a word put in and no new date.
with paired as (
    select register_year, newer_text, older_text
    from judged
    where reuse_class in ('verbatim', 'redated', 'renumbered') and list_contains(changed_kinds, 'date')
),

used as (
    select newer_text as text from paired union select older_text from paired
),

told as (
    select
        used.text,
        len(regexp_extract_all(texts.n3, $mask)) as date_count,
        len(regexp_extract_all(texts.n1, $relative)) as relative_count
    from used
    inner join forms on forms.text = used.text
    inner join clean.texts as texts on texts.rowid = forms.text_row
)

select paired.register_year, paired.newer_text, paired.older_text
from paired
inner join told as newer on newer.text = paired.newer_text
inner join told as older on older.text = paired.older_text
where newer.date_count <> older.date_count
    and newer.date_count - older.date_count = newer.relative_count - older.relative_count
order by paired.register_year, paired.newer_text, paired.older_text
