-- The texts that registers up to a year teach of wording: their ids are hashes, so the first are as
-- good as any.
select texts.n4
from clean.texts as texts
where texts.rowid in (
    select forms.text_row
    from (select text from entries where register_year <= $register_year group by text) as used
    inner join forms on forms.text = used.text
    order by forms.text
    limit $sample_texts
)
order by texts.text_id
