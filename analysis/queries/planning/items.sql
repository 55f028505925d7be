-- One row per item of a plan, with the problem that it says it is about and whether it is coarse.
select plan_item_id, plan_id, item_text, problem_text, is_coarse
from clean.plan_items
order by plan_id, plan_item_id
