-- One row per round of suggestions of $plan_year: received, considered, adopted, said where, and found in the last draft; NULL is not recorded.
with traced as (
    select
        suggestions.round_id,
        count(*) filter (traces.is_stated)::integer as stated_count,
        count(*) filter (traces.is_traced)::integer as traced_count,
        bool_or(traces.is_traced is not null) as is_checked
    from clean.suggestions as suggestions
    inner join linked.suggestion_traces as traces
        on traces.suggestion_id = suggestions.suggestion_id
    group by suggestions.round_id
)

select
    rounds.target,
    rounds.received_count,
    rounds.considered_count,
    rounds.adopted_count,
    coalesce(traced.stated_count, 0)::integer as stated_count,
    case when traced.is_checked then traced.traced_count end as traced_count
from clean.suggestion_rounds as rounds
left join clean.units as units on units.unit = rounds.unit
left join traced on traced.round_id = rounds.round_id
where rounds.plan_year is not distinct from $plan_year
    and ($unit = '' or units.unit = $unit)
order by rounds.adopted_count desc nulls last, rounds.target, rounds.round_id
