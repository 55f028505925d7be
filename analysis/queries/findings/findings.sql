-- One row per finding of a visit: whether the unit had found it itself (both, missed, doubtful, no_register), how that is known, and its own entry where it has one.
with likest as (
    select finding_id, issue_id, grade, similarity
    from finding_likeness
    where grade > 0
    qualify row_number() over (
        partition by finding_id order by grade desc, similarity desc, issue_id
    ) = 1
)

select
    findings.finding_id,
    findings.unit,
    findings.found_year,
    findings.inspected_date,
    findings.category_key,
    findings.clause_key,
    case
        when findings.is_self_found or findings.issue_id is not null then 'both'
        when not findings.is_self_found then 'missed'
        when registers.register_id is null then 'no_register'
        when likest.grade = 2 then 'both'
        when likest.grade = 1 then 'doubtful'
        else 'missed'
    end as self_found,
    case
        when findings.is_self_found is not null then 'stated'
        when findings.issue_id is not null then 'number'
        when registers.register_id is not null then 'text'
    end as basis,
    coalesce(findings.issue_id, likest.issue_id) as issue_id,
    likest.similarity
from clean.findings as findings
left join clean.registers as registers
    on registers.unit = findings.unit and registers.register_year = findings.found_year
left join likest on likest.finding_id = findings.finding_id
order by findings.finding_id
