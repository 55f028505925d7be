-- One row per text form and shingle kept of it: the rarest, ties broken by the shingle itself.
with texts as (
    select forms.text, forms.n4
    from forms
    inner join (select distinct form4 from open_entries) as used on used.form4 = forms.text
),

pieces as (
    select distinct
        text, unnest([substr(n4, place, $shingle_length) for place in range(1, length(n4) - $shingle_length + 2)]) as shingle
    from texts
),

counted as (
    select shingle, count(*) as text_count
    from pieces
    group by shingle
    having count(*) between 2 and $document_cap
),

kept as (
    select pieces.text, min_by(pieces.shingle, (counted.text_count, pieces.shingle), $rarest_kept) as shingles
    from pieces
    inner join counted on counted.shingle = pieces.shingle
    group by pieces.text
)

select text, unnest(shingles) as shingle
from kept
order by text, shingle
