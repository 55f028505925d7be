-- One row per register year: measures closed in that year, and those of them whose effect somebody verified.
with years as (
    select distinct register_year
    from clean.registers
    where $unit::varchar is null or unit = $unit
),

closures as (
    select
        year(measures.closed_date) as register_year,
        issues.unit,
        measures.verified_date is not null as is_verified,
        bool_or(measures.verified_date is not null) over () as is_ever_verified
    from clean.measures as measures
    inner join clean.issues as issues on issues.issue_id = measures.issue_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    where measures.closed_date is not null
        and not classes.is_duplicate
        and ($unit::varchar is null or issues.unit = $unit)
)

select
    'closed_and_proven' as name,
    years.register_year,
    count(*) filter (closures.is_verified)::integer as numerator,
    count(closures.unit)::integer as denominator,
    count(distinct closures.unit) filter (closures.is_verified)::integer as unit_count,
    case
        when denominator = 0 then 'no_closures'
        when not coalesce(bool_or(closures.is_ever_verified), false) then 'no_verification'
    end as reason
from years
left join closures on closures.register_year = years.register_year
group by years.register_year
order by years.register_year
