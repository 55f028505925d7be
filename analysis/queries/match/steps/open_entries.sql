-- One row per entry that takes part in matching by text; those asked and not settled are open.
select
    entries.entry,
    entries.unit,
    entries.unit_key,
    entries.looks_from,
    entries.seen_from,
    entries.text,
    entries.form1,
    entries.form2,
    entries.form3,
    entries.form4,
    entries.form5,
    entries.form,
    entries.place,
    entries.object,
    if(entries.keeps_apart, entries.number, null) as number,
    asked.entry is not null as is_asked,
    asked.entry is not null and settled.entry is null as is_open
from entries
left join (select distinct entry from found where is_settled) as settled
    on settled.entry = entries.entry
left join asked on asked.entry = entries.entry
where not entries.is_duplicate and not entries.is_catalogue
