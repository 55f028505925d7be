-- One row per compared text that holds a code.
with used as (
    select newer_text as text from text_pairs
    union
    select older_text as text from text_pairs
)

select used.text, texts.subject_text
from used
inner join forms on forms.text = used.text
inner join clean.texts as texts on texts.rowid = forms.text_row
where contains(texts.n4, '⟨C⟩')
order by used.text
