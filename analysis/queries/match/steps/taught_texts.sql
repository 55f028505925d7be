-- One row per text of the sample from which the registers up to a year teach, as it was sent along.
select text_id, subject_text, n4
from taught
where register_year = $register_year
order by text_id
limit $sample_texts
