-- One row per unit and kind of date that cannot be right in the register of $year; units with too few issues stand together without a name.
with dated as (
    select
        issues.unit,
        -- What is carried over keeps its old dates rightly.
        case when not shown.keeps_dates then classes.date_class end as date_class,
        count(*) over (partition by issues.unit) >= $small_count::integer as is_named
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    inner join linked.shown_classes as shown on shown.shown_class = classes.shown_class
    where not classes.is_duplicate
        and classes.text_kind = 'own'
        and issues.register_year = $year
        and ($unit = '' or issues.unit = $unit)
),

units as (
    select
        case when is_named then unit end as unit,
        date_class,
        count(*) over (partition by is_named, case when is_named then unit end) as register_issue_count
    from dated
),

kinds as (
    select unnest(['stale_text', 'stale_column', 'paradox', 'future']) as date_class
)

select
    units.unit,
    $year::integer as register_year,
    kinds.date_class,
    count(*) filter (units.date_class = kinds.date_class)::integer as issue_count,
    any_value(units.register_issue_count)::integer as register_issue_count
from units
cross join kinds
group by units.unit, kinds.date_class
order by units.unit collate zh nulls last, units.unit, list_position(['stale_text', 'stale_column', 'paradox', 'future'], kinds.date_class)
