-- One row per pair of texts, called another thing or progress or a rewording, in which one whole
-- part was exchanged for another. Other parts that stayed are `kept`; parts that belong to the
-- letter (what is demanded, by when, to whom) say nothing of what was found and are none.
with paired as (
    select judged.register_year, judged.newer_text, judged.older_text
    from judged
    where judged.reuse_class in ('name_swapped', 'polarity_changed', 'reworded', 'review', 'none')
),

used as (
    select newer_text as text from paired union select older_text from paired
),

split as (
    select
        used.text,
        list_distinct([
            trim(regexp_replace(regexp_replace(part, $opening, ''), $comment, ''), ' 　,，:：.。')
            for part in string_split_regex(lower(texts.subject_text), $parting)
            if length(trim(part, ' 　,，:：.。')) >= 3
        ]) as parts
    from used
    inner join forms on forms.text = used.text
    inner join clean.texts as texts on texts.rowid = forms.text_row
    where regexp_matches(lower(texts.subject_text), $parting)
),

sided as (
    select
        paired.*,
        [part for part in newer.parts if list_contains(older.parts, part)] as stayed,
        [part for part in newer.parts if not list_contains(older.parts, part)] as come,
        [part for part in older.parts if not list_contains(newer.parts, part)] as gone
    from paired
    inner join split as newer on newer.text = paired.newer_text
    inner join split as older on older.text = paired.older_text
),

told as (
    select
        register_year,
        newer_text,
        older_text,
        len([part for part in stayed if not regexp_matches(part, $form)]) as kept_count,
        len(stayed) as stayed_count,
        -- Han characters one by one, other words whole: what the two single parts have in common.
        list_distinct(regexp_extract_all(come[1], '\p{Han}|[^\s\p{Han}\p{P}]+')) as come_words,
        list_distinct(regexp_extract_all(gone[1], '\p{Han}|[^\s\p{Han}\p{P}]+')) as gone_words
    from sided
    where len(come) = 1 and len(gone) = 1 and len(stayed) >= 1
)

select
    register_year,
    newer_text,
    older_text,
    kept_count > 0 as is_kept
from told
where len(list_intersect(come_words, gone_words))
    <= $exchanged_share * greatest(least(len(come_words), len(gone_words)), 1)
order by register_year, newer_text, older_text
