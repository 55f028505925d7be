-- One row per sentence of $plans, with the sentence of the plan before it that it repeats.
select
    unit,
    sentence_number,
    sentence_text,
    prior_year,
    prior_sentence_text,
    is_repeated,
    is_standing,
    sharing_unit_count,
    plan_count,
    is_boilerplate,
    character_count
from linked.plan_sentences
where list_contains($plans, plan_id)
order by unit nulls first, plan_id, sentence_number
