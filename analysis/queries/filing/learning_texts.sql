-- One row per text of the sample from which the registers up to a year teach wording: that of a
-- whole run, which takes the first in order of their ids.
with used as (
    select text_id
    from teaching_texts
    where register_year <= $register_year
    order by text_id
    limit $sample_texts
)

select text_id, subject_text, n4
from (
    select text_id, subject_text, n4
    from history.clean.texts
    where text_id in (from used)
    union
    select text_id, subject_text, n4
    from clean.texts
    where text_id in (from used)
)
order by text_id
