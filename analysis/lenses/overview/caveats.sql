-- One row per warehouse: of how many issues of $year that are flagged as only re-dated the earlier entry was never closed, and how many stand in forms that cannot declare what is carried over.
with cures as (
    select
        issue_id,
        count(*) = count(closed_date) as is_closed
    from clean.measures
    group by issue_id
),

forms as (
    select source_file, bool_or(has_carry_over) as has_carry_over
    from raw.files
    group by source_file
),

flagged as (
    select
        coalesce(cures.is_closed, false) as is_closed,
        coalesce(forms.has_carry_over, false) as has_carry_over
    from linked.counted_issues as counted
    inner join clean.issues as issues on issues.issue_id = counted.issue_id
    inner join linked.links as links on links.issue_id = counted.issue_id and links.is_best
    left join cures on cures.issue_id = links.prior_issue_id
    left join forms on forms.source_file = issues.source_file
    where counted.register_year = $year and counted.is_redated_only
)

select
    count(*)::integer as flagged_count,
    count(*) filter (not is_closed)::integer as open_count,
    count(*) filter (not has_carry_over)::integer as unasked_count
from flagged
order by flagged_count
