-- One row per yearly plan of a unit or of the bureau, known by its drafts or by its items.
with drafted as (
    select
        plan_id,
        unit,
        plan_year,
        any_value(plan_title order by revision_number desc nulls last) as plan_title,
        count(*)::integer as revision_count,
        arg_max(revision_text, revision_number) filter (revision_text is not null) as plan_text,
        min(revised_date) as first_revised_date,
        max(revised_date) as last_revised_date
    from clean.plan_revisions
    group by plan_id, unit, plan_year
),

listed as (
    select plan_id, unit, plan_year, count(*)::integer as item_count
    from clean.plan_items
    group by plan_id, unit, plan_year
)

select
    plan_id,
    coalesce(drafted.unit, listed.unit) as unit,
    coalesce(drafted.plan_year, listed.plan_year) as plan_year,
    drafted.plan_title,
    drafted.plan_text,
    coalesce(drafted.revision_count, 0) as revision_count,
    coalesce(listed.item_count, 0) as item_count,
    drafted.first_revised_date,
    drafted.last_revised_date
from drafted
full join listed using (plan_id)
order by unit, plan_year, plan_id
