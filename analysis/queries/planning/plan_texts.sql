-- One row per plan with its text: that of the last draft, or its items where no draft has a text; and the plan before it.
-- A body that files no register plans for the bureau: its unit is NULL.
with items as (
    select
        plan_id,
        string_agg(item_text, chr(10) order by source_file, source_sheet nulls first, source_row)
            as item_texts
    from clean.plan_items
    group by plan_id
),

texts as (
    select
        plans.plan_id,
        units.unit,
        plans.plan_year,
        coalesce(plans.plan_text, items.item_texts) as plan_text
    from clean.plans as plans
    left join clean.units as units on units.unit = plans.unit
    left join items on items.plan_id = plans.plan_id
)

select
    texts.plan_id,
    texts.unit,
    texts.plan_year,
    texts.plan_text,
    priors.plan_id as prior_plan_id,
    priors.plan_year as prior_year,
    priors.plan_text as prior_text
from texts
left join texts as priors
    on priors.unit is not distinct from texts.unit
    and priors.plan_year < texts.plan_year
    and priors.plan_text is not null
where texts.plan_text is not null
qualify row_number() over (
    partition by texts.plan_id order by priors.plan_year desc nulls last, priors.plan_id
) = 1
order by texts.plan_year, texts.unit, texts.plan_id
