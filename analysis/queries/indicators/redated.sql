-- One row per register year and name: issues that could be compared, flagged as only re-dated, and confirmed as such.
with judged as (
    select
        issues.register_year,
        issues.unit,
        classes.text_kind = 'catalogue' as is_catalogue,
        not registers.is_baseline and classes.text_kind = 'own' as is_compared,
        classes.is_redated_only and links.verdict is distinct from 'dismissed' as is_flagged,
        classes.is_redated_only and links.verdict = 'confirmed' as is_confirmed,
        classes.is_redated_only and links.verdict in ('confirmed', 'dismissed') as is_decided
    from clean.issues as issues
    inner join clean.registers as registers on registers.register_id = issues.register_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
    where not classes.is_duplicate and ($unit::varchar is null or issues.unit = $unit)
),

years as (
    select
        register_year,
        count(*) filter (is_compared)::integer as compared_count,
        count(*) filter (is_compared and is_flagged)::integer as flagged_count,
        count(*) filter (is_compared and is_confirmed)::integer as confirmed_count,
        count(*) filter (is_compared and is_decided)::integer as decided_count,
        count(distinct unit) filter (is_compared and is_flagged)::integer as flagged_unit_count,
        count(distinct unit) filter (is_compared and is_confirmed)::integer
            as confirmed_unit_count,
        case
            when bool_and(is_catalogue) then 'catalogue'
            when compared_count = 0 then 'no_baseline'
        end as reason
    from judged
    group by register_year
)

select
    'redated_flagged' as name,
    register_year,
    flagged_count as numerator,
    compared_count as denominator,
    flagged_unit_count as unit_count,
    reason
from years
union all
select
    'redated_confirmed' as name,
    register_year,
    confirmed_count as numerator,
    compared_count as denominator,
    confirmed_unit_count as unit_count,
    coalesce(reason, case when flagged_count > 0 and decided_count = 0 then 'no_verdicts' end)
        as reason
from years
order by name, register_year
