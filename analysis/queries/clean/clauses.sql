-- One row per clause of a law, rule or order from above, for the unit it binds (all when missing).
with spelled as (
    select
        raw.*,
        units.unit,
        labels.label_key as clause_key,
        categories.label_key as category_key,
        starts.start_date as valid_from_date,
        ends.start_date as repealed_date
    from raw.directives as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join labels on labels.label_text = raw.clause
    left join labels as categories on categories.label_text = raw.category
    left join record_dates as starts on starts.date_text = raw.valid_from_date_text
    left join record_dates as ends on ends.date_text = raw.repealed_date_text
)

select
    substring(md5(concat_ws(
        chr(31), 'clause', directive_title, coalesce(document_number, ''), coalesce(clause, ''),
        coalesce(unit, ''),
        row_number() over (
            partition by directive_title, document_number, clause, unit
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as clause_id,
    substring(
        md5(concat_ws(chr(31), 'directive', directive_title, coalesce(document_number, ''))), 1, 16
    ) as directive_id,
    directive_title,
    document_number,
    issuer,
    unit,
    clause,
    clause_key,
    clause_text,
    category,
    category_key,
    valid_from_date,
    repealed_date,
    source_file,
    source_sheet,
    source_row
from spelled
order by directive_title, document_number, source_file, source_sheet nulls first, source_row, clause_id
