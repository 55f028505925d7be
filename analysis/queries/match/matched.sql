-- One row per issue: what its links depended on, and with how many it was compared.
with counted as (
    select entry, count(distinct prior)::integer as compared_count
    from found
    group by entry
)

select
    signatures.issue_id,
    signatures.seen_from,
    signatures.signature,
    case
        when asked.entry is null then signatures.compared_count
        else coalesce(counted.compared_count, 0)
    end as compared_count,
    $version::varchar as version
from signatures
left join asked on asked.entry = signatures.entry
left join counted on counted.entry = signatures.entry
order by signatures.issue_id
