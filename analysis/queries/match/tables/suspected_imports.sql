-- One row per register most of whose issues share one found date: a note for the reader that the
-- date may be that of an import, never a class of its own.
with dated as (
    select register_id, unit, register_year, found_start_date as found_date, count(*) as date_count
    from clean.issues
    where found_start_date is not null and found_start_date = found_end_date
    group by register_id, unit, register_year, found_start_date
),

sized as (
    select register_id, count(*) as issue_count
    from clean.issues
    group by register_id
)

select
    dated.register_id,
    dated.unit,
    dated.register_year,
    dated.found_date,
    sized.issue_count::integer as issue_count,
    dated.date_count / nullif(sized.issue_count, 0) as date_share
from dated
inner join sized on sized.register_id = dated.register_id
where sized.issue_count >= $import_rows
    and dated.date_count / nullif(sized.issue_count, 0) >= $import_share
order by dated.unit, dated.register_year
