-- One row per start year: problems under coarse (0 to 2) and quantified (6 to 8) measures that stood in a register again without a visit, and those with an entry whose link is in doubt.
select
    start_year,
    count(*) filter (is_found_unvisited)::integer as unvisited_count,
    count(*) filter (is_possibly_returned and period_count > 0)::integer as possible_count
from linked.outcomes
where (quantification_score <= 2 or quantification_score >= 6)
    and ($unit::varchar is null or unit = $unit)
group by start_year
order by start_year
