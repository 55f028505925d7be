-- One row per field of work, clause or problem that an item of a plan names.
select distinct label_text
from (
    select category as label_text from clean.plan_items
    union all
    select clause from clean.plan_items
    union all
    select problem_text from clean.plan_items
)
where label_text is not null
order by label_text
