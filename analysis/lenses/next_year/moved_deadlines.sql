-- One row per problem with a measure whose deadline was moved: how often, and by how many days at most.
select
    problem_id,
    max(move_count)::integer as move_count,
    max(slipped_days)::integer as slipped_days
from linked.slippage
where move_count > 0
group by problem_id
order by problem_id
