-- One row per warehouse: what the page rests on, up to and including $year.
with registers as (
    select
        count(*)::integer as register_count,
        count(*) filter (register_year = $year)::integer as year_register_count,
        count(*) filter (register_year = $year and is_baseline)::integer as baseline_count,
        count(*) filter (register_year > $year)::integer as later_register_count,
        count(distinct unit)::integer as unit_count,
        min(register_year) as first_year
    from clean.registers
),

issues as (
    select
        count(*) filter (issues.register_year <= $year)::integer as issue_count,
        count(*) filter (issues.register_year = $year)::integer as year_issue_count,
        count(*) filter (issues.register_year = $year and classes.is_duplicate)::integer
            as duplicate_count,
        count(*) filter (issues.register_year <= $year and classes.is_duplicate)::integer
            as all_duplicate_count,
        count(*) filter (issues.register_year = $year and classes.text_kind = 'catalogue')::integer
            as catalogue_count,
        count(*) filter (
            issues.register_year = $year
            and books.is_baseline
            and classes.is_redated_only
            and not classes.is_duplicate
            and links.verdict is distinct from 'dismissed'
        )::integer as first_flagged_count
    from clean.issues as issues
    inner join clean.registers as books on books.register_id = issues.register_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
),

files as (
    select
        count(distinct source_file)::integer as file_count,
        coalesce(sum(row_count), 0)::integer as row_count,
        coalesce(sum(rejected_count), 0)::integer as rejected_count
    from raw.files
),

kinds as (
    select rule, count(*)::integer as reject_count
    from raw.rejects
    group by rule
),

rules as (
    select
        coalesce(map_from_entries(list((rule, reject_count) order by rule)), map {}) as rule_counts
    from kinds
)

select
    $year::integer as register_year,
    registers.*,
    issues.*,
    files.*,
    rules.rule_counts
from registers
cross join issues
cross join files
cross join rules
order by register_year
