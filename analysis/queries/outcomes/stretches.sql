-- One row per measure that starts something, with the stretch it belongs to: the time in which
-- one problem of one unit waits for its next return. `is_alone` means that no other measure stands
-- in the stretch, so that there is nothing to pack or to compare.
with keyed as (
    select
        starts.*,
        returns.return_issue_id,
        returns.return_date,
        returns.return_end_date,
        hash(starts.subject, returns.return_issue_id) as stretch
    from starts
    left join returns on returns.measure_id = starts.measure_id
),

shared as (
    select stretch from keyed group by stretch having count(*) > 1
)

select keyed.*, shared.stretch is null as is_alone
from keyed
left join shared on shared.stretch = keyed.stretch
