-- One row per register year: issues whose date is an earlier year's, or cannot be.
with units as (
    select
        register_year,
        unit,
        count(*) filter (text_kind <> 'catalogue') as dated_count,
        -- What is carried over keeps its old dates rightly.
        count(*) filter (
            text_kind <> 'catalogue'
            and date_class in ('stale_text', 'stale_column', 'paradox')
            and not keeps_dates
        ) as stale_count
    from linked.counted_issues
    inner join linked.shown_classes using (shown_class)
    where $unit::varchar is null or unit = $unit
    group by register_year, unit
)

select
    'stale_dates' as name,
    register_year,
    sum(stale_count)::integer as numerator,
    sum(dated_count)::integer as denominator,
    count(*) filter (stale_count > 0)::integer as unit_count,
    list(stale_count order by unit) as unit_numerators,
    list(dated_count order by unit) as unit_denominators,
    case when sum(dated_count) = 0 then 'catalogue' end as reason
from units
group by register_year
order by register_year
