-- One row per text of a sample from which the registers up to a year teach wording: ids are hashes,
-- so the first texts are as good as any.
select texts.text_id, texts.subject_text, texts.n4
from clean.texts as texts
where texts.rowid in (
    select forms.text_row
    from (select text from entries where register_year <= $register_year group by text) as used
    inner join forms on forms.text = used.text
    order by forms.text
    limit $sample_texts
)
order by texts.text_id
