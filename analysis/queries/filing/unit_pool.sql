-- One row per distinct form of the history's texts in the units that file now.
select distinct issues.unit, coalesce(texts.n5, texts.n4) as form
from history.clean.issues as issues
inner join history.clean.texts as texts on texts.text_id = issues.text_id
where issues.unit in (select unit from clean.issues)
order by issues.unit, form
