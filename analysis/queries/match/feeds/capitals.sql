-- One row per Latin word that is a name or part of one: inside a sentence the registers write it
-- with a capital. Words that many texts have (Ltd) tell nobody from others, months and days no body.
-- A text in which nearly all longer words have capitals shows none to be a name.
with marked as (
    -- ⟨ before a word inside a sentence; marks left out of words as normal forms leave them out.
    select
        text_id,
        regexp_replace(
            regexp_replace(subject_text, '[\x27\x60´‘’]', '', 'g'), '(\p{Latin}) ', '\1 ⟨', 'g'
        ) as marked_text
    from learning_texts
    where regexp_matches(subject_text, '[a-z]{2}')
),

worded as (
    select distinct text_id, unnest(regexp_extract_all(marked_text, '⟨?\p{Latin}+')) as marked_word
    from marked
),

told as (
    select
        text_id,
        ltrim(marked_word, '⟨') as word,
        starts_with(marked_word, '⟨') as is_inside,
        regexp_full_match(ltrim(marked_word, '⟨'), '(Mc|Mac|O|D)?\p{Lu}\p{Ll}+') as is_capital
    from worded
),

teaching as (
    select text_id
    from told
    where is_inside
    group by text_id
    having bool_or(is_capital)
        and coalesce(avg(is_capital::integer) filter (length(word) >= 4), 0) <= $titled_share
),

counted as (
    select
        lower(told.word) as name,
        count(distinct teaching.text_id) filter (told.is_inside and told.is_capital) as text_count,
        count(distinct told.text_id) filter (told.word = lower(told.word)) as small_count
    from told
    left join teaching on teaching.text_id = told.text_id
    group by lower(told.word)
)

select name
from counted
where text_count >= $least_texts
    and small_count <= $small_share * text_count
    and text_count < $common_share * (select count(*) from teaching)
    and not regexp_full_match(
        name, $month || '|(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?s?'
    )
order by name
