-- One row per compared text: a number for its dates, list numbers, codes and counts each.
select
    used.text,
    texts.told_dates as date,
    -- Hashes are added up modulo 2 to the 64: so is their difference.
    ((texts.told_marks::hugeint - coalesce(told_codes.codes, 0) + 18446744073709551616)
        % 18446744073709551616)::ubigint as list_number,
    coalesce(told_codes.codes, 0) as code,
    texts.told_counts as quantity
from compared_texts as used
inner join forms on forms.text = used.text
inner join clean.texts as texts on texts.rowid = forms.text_row
left join told_codes on told_codes.text = used.text
order by used.text
