-- One row per text form that may be compared, as it is compared.
select forms.text, coalesce(texts.n5, texts.n4) as form
from forms
inner join used_forms on used_forms.form = forms.text
inner join clean.texts as texts on texts.rowid = forms.text_row
order by forms.text
