-- One row: the forms of the two texts of a link that the engine compared.
select older_text.n4 as older_form, newer_text.n4 as newer_form
from clean.issues as newer
inner join clean.issues as older on older.issue_id = $prior_issue_id
inner join clean.texts as newer_text on newer_text.text_id = newer.text_id
inner join clean.texts as older_text on older_text.text_id = older.text_id
where newer.issue_id = $issue_id
