-- One row per suggestion that was adopted, with the passage that was changed for it and the plan of its unit and year.
select
    suggestions.suggestion_id,
    suggestions.changed_text,
    plans.plan_id
from clean.suggestions as suggestions
left join clean.plans as plans
    on plans.unit is not distinct from suggestions.unit
    and plans.plan_year is not distinct from suggestions.plan_year
where suggestions.decision in ('adopted', 'partly')
order by suggestions.suggestion_id, plans.plan_id
