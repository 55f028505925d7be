-- One row per text of a changed problem that holds a code.
select changed_texts.text, changed_texts.subject_text
from changed_texts
inner join forms on forms.text = changed_texts.text
inner join clean.texts as texts on texts.text_id = forms.text_id
where contains(texts.n3, '⟨C⟩')
order by changed_texts.text
