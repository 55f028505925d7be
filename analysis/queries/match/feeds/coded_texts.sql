-- One row per text of a changed problem that holds a code.
select changed_texts.text, texts.subject_text
from changed_texts
inner join clean.texts as texts on texts.rowid = changed_texts.text_row
where contains(texts.n3, '⟨C⟩')
order by changed_texts.text
