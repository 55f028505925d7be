-- One row per text that is compared, with the forms that tell its dates, codes and counts apart.
with used as (
    select newer_text as text from text_pairs
    union
    select older_text as text from text_pairs
)

select
    used.text,
    texts.n1,
    texts.n2,
    texts.n3,
    texts.n4,
    case when contains(texts.n3, '⟨C⟩') then texts.subject_text end as coded_text
from used
inner join forms on forms.text = used.text
inner join clean.texts as texts on texts.text_id = forms.text_id
order by used.text
