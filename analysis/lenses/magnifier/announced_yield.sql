-- One row per visit up to $year whose findings were counted or whose announcement is known: announced or not, visits made, findings.
select
    inspection_id,
    inspection_year,
    is_announced,
    coalesce(visit_count, 1)::integer as visit_count,
    hit_count
from clean.inspections
where inspection_year <= $year
order by inspection_year, inspection_id
