-- One row per plan of $plans with sentences: characters that stand in the plan before it, in most units' plans, or in every plan by rule, and how much is named.
select
    sentences.plan_id,
    sentences.unit,
    any_value(sentences.prior_year) as prior_year,
    max(sentences.plan_count)::integer as plan_count,
    count(*)::integer as sentence_count,
    sum(character_count)::integer as character_count,
    coalesce(sum(character_count) filter (not is_standing), 0)::integer as own_count,
    sum(character_count) filter (is_repeated)::integer as repeated_count,
    sum(character_count) filter (is_boilerplate)::integer as boilerplate_count,
    coalesce(sum(character_count) filter (is_standing), 0)::integer as standing_count,
    bool_or(is_repeated is not null) as has_prior,
    bool_or(is_boilerplate is not null) as has_others,
    sum(specific_count)::integer as specific_count
from linked.plan_sentences as sentences
where list_contains($plans, sentences.plan_id)
group by sentences.plan_id, sentences.unit
order by sentences.unit nulls first, sentences.plan_id
