-- One row per distinct text of an issue.
with texts as (
    select distinct subject_text from raw.registers
)

select substring(md5(subject_text), 1, 16) as text_id, subject_text
from texts
order by text_id
