-- One row per distinct text of an issue, with its normal forms.
select substring(md5(subject_text), 1, 16) as text_id, subject_text, n1, n2, n3, n4, n5
from formed
order by text_id
