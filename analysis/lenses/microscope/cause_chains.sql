-- One row per answer to "why?" about an issue of $year, the issues with the longest chains first.
with chains as (
    select
        causes.issue_id,
        causes.depth,
        causes.cause_text,
        causes.measure_text,
        max(coalesce(causes.depth, 1)) over (partition by causes.issue_id) as chain_depth
    from clean.causes as causes
    inner join clean.issues as issues on issues.issue_id = causes.issue_id
    where issues.register_year = $year
        and causes.cause_text is not null
        and ($unit = '' or issues.unit = $unit)
)

select
    chains.issue_id,
    issues.subject_text,
    chains.chain_depth::integer as chain_depth,
    coalesce(chains.depth, 1)::integer as cause_depth,
    chains.cause_text,
    chains.measure_text
from chains
inner join clean.issues as issues on issues.issue_id = chains.issue_id
qualify dense_rank() over (order by chains.chain_depth desc, chains.issue_id) <= $row_count
order by chains.chain_depth desc, chains.issue_id, cause_depth, chains.cause_text
