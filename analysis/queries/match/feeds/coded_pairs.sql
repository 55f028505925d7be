-- One row per compared text that holds a code.
select used.text, texts.subject_text
from compared_texts as used
inner join forms on forms.text = used.text
inner join clean.texts as texts on texts.rowid = forms.text_row
where contains(texts.n4, '⟨C⟩')
order by used.text
