-- One row per register: all that the links and classes of its issues can depend on, in one number.
select
    entries.unit_key,
    entries.register_year,
    sum(
        hash(
            entries.issue_id,
            entries.looks_from,
            entries.seen_from,
            forms.text_id,
            forms.form5,
            entries.is_catalogue,
            entries.is_baseline,
            entries.is_duplicate,
            entries.first_issue_id,
            entries.is_carry_over,
            entries.file,
            entries.place,
            entries.object,
            entries.number,
            entries.is_key,
            entries.keeps_apart,
            entries.is_visit,
            entries.is_state_open,
            entries.is_ended,
            entries.clause,
            entries.cause,
            entries.evidence,
            entries.found_start_date,
            entries.found_end_date,
            entries.filed_date,
            entries.first_measure_date,
            entries.register_first_year
        )
    ) as signature,
    $version::varchar as version
from entries
inner join forms on forms.text = entries.text
group by entries.unit_key, entries.register_year
order by entries.unit_key, entries.register_year
