-- One row per asked entry: whether its dates are possible (axis D), the gravest doubt first.
select
    entries.entry,
    case
        when entries.first_measure_date < entries.found_start_date
            or entries.found_start_date > entries.filed_date then 'paradox'
        when year(entries.found_start_date) > entries.register_year then 'future'
        when year(entries.found_end_date) < entries.register_first_year and not entries.is_carry_over
            then 'stale_column'
        when texts.oldest_year < entries.register_first_year
            and not entries.is_catalogue
            and not entries.is_carry_over
            then 'stale_text'
        when entries.found_start_date is null
            and entries.found_end_date is null
            and (entries.is_catalogue or not texts.has_date) then 'undated'
        else 'plausible'
    end as date_class
from entries
inner join asked on asked.entry = entries.entry
inner join forms on forms.text = entries.text
inner join clean.texts as texts on texts.rowid = forms.text_row
