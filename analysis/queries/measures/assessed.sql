-- One row per measure, with what its text states (NULL where there is no text) and whether a cause
-- of its issue is on record: unknown in a register that records no cause of any issue.
with measures as (
    select columns(lambda name: name <> 'has_cause_linked') from clean.measures
),

explained as (
    select issue_id, unit, register_year from clean.causes
    union
    select issue_id, unit, register_year from clean.issues where cause_text is not null
),

linked as (
    select
        issues.issue_id,
        case
            when issues.issue_id in (select issue_id from explained where issue_id is not null)
                then true
            when (issues.unit, issues.register_year) in (
                select (unit, register_year)
                from explained
                where unit is not null and register_year is not null
            ) then false
        end as has_cause_linked
    from clean.issues as issues
)

select
    measures.* replace (
        found.has_owner as has_owner,
        found.has_quantity as has_quantity,
        found.has_time as has_time,
        found.has_frequency as has_frequency,
        found.has_standard as has_standard,
        found.has_verification as has_verification,
        found.has_scope as has_scope,
        found.has_consequence as has_consequence,
        found.quantification_score as quantification_score,
        found.hollow_share as hollow_share,
        found.is_coarse as is_coarse
    ),
    linked.has_cause_linked
from measures
left join text_elements as found on found.measure_text = measures.measure_text
left join linked on linked.issue_id = measures.issue_id
order by measures.issue_id, measures.measure_id
