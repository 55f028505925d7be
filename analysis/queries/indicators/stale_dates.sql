-- One row per register year: issues whose date is an earlier year's, or cannot be.
with dated as (
    select
        issues.register_year,
        issues.unit,
        classes.text_kind = 'catalogue' as is_catalogue,
        -- What is carried over keeps its old dates rightly.
        classes.date_class in ('stale_text', 'stale_column', 'paradox')
            and classes.shown_class is distinct from 'carry_over' as is_stale
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    where not classes.is_duplicate and ($unit::varchar is null or issues.unit = $unit)
)

select
    'stale_dates' as name,
    register_year,
    count(*) filter (is_stale and not is_catalogue)::integer as numerator,
    count(*) filter (not is_catalogue)::integer as denominator,
    count(distinct unit) filter (is_stale and not is_catalogue)::integer as unit_count,
    case when bool_and(is_catalogue) then 'catalogue' end as reason
from dated
group by register_year
order by register_year
