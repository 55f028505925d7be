-- One row per distinct text and standard of an issue that answers one, or that may state a state and
-- nothing else; `answered_count` is how many standards the text answers in one unit and year.
with answers as (
    select
        subject_text,
        standard_text,
        count(distinct standard_text) over (
            partition by subject_text, unit_text, register_year
        ) as answered_count
    from raw.registers
    where standard_text is not null
        or (length(subject_text) <= $longest and regexp_full_match(lower(subject_text), $states_only))
)

select subject_text, standard_text, greatest(max(answered_count), 1)::integer as answered_count
from answers
where subject_text is not null
group by subject_text, standard_text
order by subject_text, standard_text
