-- One row per year up to $year in which files were counted: files that exist, files checked of them, and files in which something was found; counts without both numbers stand beside.
select
    census_year::integer as census_year,
    count(distinct unit)::integer as unit_count,
    coalesce(
        sum(existing_count) filter (existing_count > 0 and checked_count is not null), 0
    )::integer as existing_count,
    coalesce(
        sum(least(checked_count, existing_count))
            filter (existing_count > 0 and checked_count is not null),
        0
    )::integer as checked_count,
    (sum(hit_count) filter (checked_count > 0))::integer as hit_count,
    coalesce(sum(checked_count) filter (checked_count > 0 and hit_count is not null), 0)::integer
        as counted_count,
    count(*) filter (coalesce(existing_count, 0) = 0 or checked_count is null)::integer
        as unrecorded_count,
    count(*) filter (checked_count > existing_count)::integer as beyond_count
from clean.file_censuses
where census_year <= $year and ($unit = '' or unit = $unit)
group by census_year
order by census_year
