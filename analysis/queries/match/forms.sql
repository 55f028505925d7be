-- One row per text: for each normal form, the lowest number of a text that has the same form.
with numbered as (
    select (row_number() over (order by text_id))::integer as text, * from clean.texts
)

select
    text,
    text_id,
    subject_text,
    n4,
    n5,
    min(text) over (partition by n1) as form1,
    min(text) over (partition by n2) as form2,
    min(text) over (partition by n3) as form3,
    min(text) over (partition by n4) as form4,
    min(text) over (partition by n5) as form5
from numbered
order by text
