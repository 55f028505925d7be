-- One row per person who checked files up to $year: files checked where faults were counted, and files with a fault. The name stays here.
select
    (row_number() over (order by sum(checked_count) desc, md5(checked_by)))::integer as checker_number,
    sum(checked_count)::integer as checked_count,
    sum(least(hit_count, checked_count))::integer as hit_count
from clean.file_censuses
where checked_by is not null
    and checked_count > 0
    and hit_count is not null
    and census_year <= $year
    and ($unit = '' or unit = $unit)
group by checked_by
order by checker_number
