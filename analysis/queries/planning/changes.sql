-- One row per suggestion that was adopted, with the passage that was changed for it and, if it is about a plan, the plan of its unit and year.
with plans as (
    select plans.plan_id, plans.plan_year, units.unit
    from clean.plans as plans
    left join clean.units as units on units.unit = plans.unit
)

select
    suggestions.suggestion_id,
    suggestions.changed_text,
    plans.plan_id
from clean.suggestions as suggestions
left join clean.units as units on units.unit = suggestions.unit
left join plans
    on plans.unit is not distinct from units.unit
    and plans.plan_year is not distinct from suggestions.plan_year
    and regexp_matches(lower(coalesce(suggestions.target, 'plan')), '计划|計畫|计畫|規劃|规划|plan')
where suggestions.decision in ('adopted', 'partly')
qualify row_number() over (
    partition by suggestions.suggestion_id
    order by (plans.plan_id in (select plan_id from clean.plan_revisions)) desc, plans.plan_id
) = 1
order by suggestions.suggestion_id
