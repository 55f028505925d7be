-- One row per register year and name: issues that could be compared, flagged as only re-dated, and confirmed as such.
with judged as (
    select
        register_year,
        unit,
        count(*) filter (text_kind = 'catalogue') as catalogue_count,
        count(*) as issue_count,
        count(*) filter (is_compared)::integer as compared_count,
        count(*) filter (is_compared and is_redated_only)::integer as flagged_count,
        count(*) filter (is_compared and was_flagged and verdict = 'confirmed')::integer
            as confirmed_count,
        count(*) filter (is_compared and was_flagged and verdict in ('confirmed', 'dismissed'))
            as decided_count
    from (
        select *, not is_baseline and text_kind = 'own' as is_compared
        from linked.counted_issues
    ) as issues
    where $unit::varchar is null or unit = $unit
    group by register_year, unit
),

years as (
    select
        register_year,
        sum(compared_count)::integer as compared_count,
        sum(flagged_count)::integer as flagged_count,
        sum(confirmed_count)::integer as confirmed_count,
        sum(decided_count) as decided_count,
        count(*) filter (flagged_count > 0)::integer as flagged_unit_count,
        count(*) filter (confirmed_count > 0)::integer as confirmed_unit_count,
        list(flagged_count order by unit) as flagged_counts,
        list(confirmed_count order by unit) as confirmed_counts,
        list(compared_count order by unit) as compared_counts,
        case
            when sum(catalogue_count) = sum(issue_count) then 'catalogue'
            when sum(judged.compared_count) = 0 then 'no_baseline'
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
    flagged_counts as unit_numerators,
    compared_counts as unit_denominators,
    reason
from years
union all
select
    'redated_confirmed' as name,
    register_year,
    confirmed_count as numerator,
    compared_count as denominator,
    confirmed_unit_count as unit_count,
    confirmed_counts as unit_numerators,
    compared_counts as unit_denominators,
    coalesce(reason, case when flagged_count > 0 and decided_count = 0 then 'no_verdicts' end)
        as reason
from years
order by name, register_year
