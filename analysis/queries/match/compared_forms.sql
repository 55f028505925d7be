-- One row per text form that may be compared, as it is compared.
select forms.text, forms.n5
from forms
inner join (select distinct form4 from open_entries) as used on used.form4 = forms.text
order by forms.text
