-- One row per distinct form of a new text and unit that files it.
select distinct issues.unit, coalesce(texts.n5, texts.n4) as form
from clean.issues as issues
inner join clean.texts as texts on texts.text_id = issues.text_id
order by issues.unit, form
