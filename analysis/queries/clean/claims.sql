-- One row per claimed outcome, kept as said; nothing counts it, with evidence or without.
with spelled as (
    select raw.*, units.unit
    from raw.claims as raw
    left join record_units as units on units.unit_text = raw.unit_text
)

select
    substring(md5(concat_ws(
        chr(31), 'claim', coalesce(unit, ''), coalesce(register_year::varchar, ''), claim_text,
        row_number() over (
            partition by unit, register_year, claim_text
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as claim_id,
    unit,
    register_year as claim_year,
    claim_text,
    metric,
    value_text,
    comparator,
    evidence_text,
    coalesce(
        not regexp_full_match(lower(trim(evidence_text)), '无|無|未记录|未記錄|没有|沒有|/|-|—|none( recorded)?|n/?a'),
        false
    ) as has_evidence,
    source_file,
    source_sheet,
    source_row
from spelled
order by unit, claim_year, source_file, source_sheet nulls first, source_row, claim_id
