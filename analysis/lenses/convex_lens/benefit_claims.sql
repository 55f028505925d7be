-- One row per benefit that is claimed up to $year in days, money or praise, and what it is compared with.
select
    claim_id,
    claim_year,
    claim_text,
    metric,
    value_text,
    comparator,
    coalesce(has_evidence, false) as has_evidence,
    comparator is not null and value_text is not null as is_compared
from clean.claims
where (claim_year is null or claim_year <= $year)
    and ($unit = '' or unit is null or unit = $unit)
    and (
        metric is not null
        or value_text is not null
        or regexp_matches(
            lower(claim_text),
            '资金|資金|费用|費用|成本|周期|週期|工期|时间|時間|节约|節約|缩短|縮短|提前|减少|減少|money|cost|days|time|saved|faster|sooner'
        )
    )
order by claim_year, claim_text, claim_id
