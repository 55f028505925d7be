-- One row per unit, register year (or any year, when missing) and way of naming an issue (its
-- number, its key, its text) that fits exactly one issue.
with named as (
    select unit, register_year, issue_id, unnest([sequence_text, source_key, trim(issue_text)]) as reference
    from clean.issues
),

scoped as (
    select unit, register_year, reference, issue_id from named
    union all
    select unit, null as register_year, reference, issue_id from named
)

select unit, register_year, reference, min(issue_id) as issue_id
from scoped
where reference is not null
group by unit, register_year, reference
having count(distinct issue_id) = 1
order by unit, register_year, reference
