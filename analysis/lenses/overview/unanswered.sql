-- One row per kind of thing that the registers up to $year leave open: how many of how many.
with issues as (
    select
        registers.is_baseline,
        classes.is_redated_only,
        links.verdict,
        shown.is_doubtful,
        measures.measure_id is not null as has_measure,
        measures.measure_text is null as is_without_text,
        counted.is_closed,
        counted.closed_date is null as is_undated,
        counted.is_contradicted,
        counted.verified_date is not null as is_verified,
        counted.is_verified_dated
    from clean.issues as issues
    inner join clean.registers as registers on registers.register_id = issues.register_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    inner join linked.shown_classes as shown on shown.shown_class = classes.shown_class
    left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
    left join clean.measures as measures on measures.issue_id = issues.issue_id
    left join linked.counted_issues as counted on counted.issue_id = issues.issue_id
    where issues.register_year = $year and not classes.is_duplicate
),

spells as (
    select outcome
    from linked.outcomes
    where start_year <= $year
),

counted as (
    select
        1 as place,
        'flags_undecided' as name,
        count(*) filter (is_redated_only and coalesce(verdict, 'unsure') = 'unsure') as open_count,
        count(*) filter (is_redated_only) as total_count
    from issues
    union all
    select
        2 as place,
        'links_to_review' as name,
        count(*) filter (is_doubtful and verdict is null) as open_count,
        count(*) as total_count
    from issues
    union all
    select
        3 as place,
        'no_baseline' as name,
        count(*) filter (is_baseline) as open_count,
        count(*) as total_count
    from issues
    union all
    select
        4 as place,
        'spells_too_early' as name,
        count(*) filter (outcome = 'too_early') as open_count,
        count(*) as total_count
    from spells
    union all
    select
        5 as place,
        'spells_not_looked_for' as name,
        count(*) filter (outcome = 'not_looked_for') as open_count,
        count(*) as total_count
    from spells
    union all
    select
        6 as place,
        'measures_without_text' as name,
        count(*) filter (is_without_text) as open_count,
        count(*) as total_count
    from issues
    where has_measure
    union all
    select
        7 as place,
        'closures_unverified' as name,
        count(*) filter (not is_verified) as open_count,
        count(*) as total_count
    from issues
    where is_closed and is_verified_dated
    union all
    select
        8 as place,
        'states_contradicted' as name,
        count(*) filter (is_contradicted) as open_count,
        count(*) as total_count
    from issues
    union all
    select
        9 as place,
        'closed_undated' as name,
        count(*) filter (is_undated) as open_count,
        count(*) as total_count
    from issues
    where is_closed
    union all
    select
        10 as place,
        'rows_rejected' as name,
        coalesce(sum(rejected_count), 0) as open_count,
        coalesce(sum(row_count), 0) as total_count
    from raw.files
)

select name, open_count::integer as open_count, total_count::integer as total_count
from counted
order by place
