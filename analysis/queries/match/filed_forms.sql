-- One row per text form and unit that filed it: until when it looks back, from when it is seen.
select
    filed.form4 as text,
    forms.n4,
    filed.unit_key,
    max(filed.looks_from) filter (where filed.is_open) as looks_from,
    min(filed.seen_from) as seen_from
from open_entries as filed
inner join forms on forms.text = filed.form4
group by filed.form4, forms.n4, filed.unit_key
order by filed.form4, filed.unit_key
