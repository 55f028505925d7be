-- One row per session up to $year in which people were tested, or one that is called a test: how many, and how many were positive (NULL is not recorded).
select
    inspection_id,
    inspected_date,
    inspection_year,
    inspection_kind,
    coalesce(category, clause) as subject,
    tested_count,
    positive_count
from clean.inspections
where inspection_year <= $year
    and (
        tested_count is not null
        or positive_count is not null
        or regexp_matches(lower(coalesce(inspection_kind, '')), '测试|測試|酒测|酒測|检测|檢測|\btests?\b')
    )
order by inspected_date nulls last, inspection_id
