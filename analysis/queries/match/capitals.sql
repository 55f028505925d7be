-- One row per Latin word that is a name or part of one: inside a sentence the registers write it
-- with a capital. Words that many texts have (Ltd) tell nobody from others, months and days no body.
with marked as (
    -- Marks between words, since matches cannot overlap.
    select text_id, regexp_replace(subject_text, '([A-Za-z'']) ', '\1⟩⟨', 'g') as marked_text
    from learning_texts
    where regexp_matches(subject_text, '[A-Za-z''] [A-Z][a-z]')
),

worded as (
    select distinct
        text_id,
        unnest(regexp_extract_all(marked_text, '⟨([A-Z]?[a-z'']+)(?:[^A-Za-z⟨]|$)', 1)) as word
    from marked
),

counted as (
    select
        lower(word) as name,
        count(distinct text_id) as text_count,
        count(*) filter (where word = lower(word)) as small_count
    from worded
    group by lower(word)
)

select name
from counted
where text_count >= $least_texts
    and small_count <= $small_share * text_count
    and text_count < $common_share * (select count(*) from marked)
    and length(name) > 1
    and not regexp_full_match(name, $month || '|(mon|tues|wednes|thurs|fri|satur|sun)day')
order by name
