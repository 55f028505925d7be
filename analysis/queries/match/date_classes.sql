-- One row per entry: whether its dates are possible (axis D), the gravest doubt first.
with measured as (
    select
        issue_id,
        min(least(due_date, closed_date, verified_date)) as first_measure_date
    from clean.measures
    group by issue_id
)

select
    entries.entry,
    case
        when measured.first_measure_date < issues.found_start_date
            or issues.found_start_date > issues.filed_date then 'paradox'
        when year(issues.found_start_date) > issues.register_year then 'future'
        when year(issues.found_end_date) < registers.register_first_year and not entries.is_carry_over
            then 'stale_column'
        when texts.oldest_year < registers.register_first_year
            and not entries.is_catalogue
            and not entries.is_carry_over
            then 'stale_text'
        when issues.found_start_date is null
            and issues.found_end_date is null
            and (entries.is_catalogue or not texts.has_date) then 'undated'
        else 'plausible'
    end as date_class
from entries
inner join clean.issues as issues on issues.issue_id = entries.issue_id
inner join clean.registers as registers on registers.register_id = issues.register_id
left join measured on measured.issue_id = entries.issue_id
inner join forms on forms.text = entries.text
inner join clean.texts as texts on texts.rowid = forms.text_row
order by entries.entry
