-- One row per thing that a visit found; `issue_id` where the record gives the number of the unit's own entry.
with spelled as (
    select
        raw.*,
        units.unit,
        categories.label_key as category_key,
        clauses.label_key as clause_key,
        dates.start_date,
        dates.precision,
        lower(trim(coalesce(self_found_text, ''))) as self_found,
        lower(trim(coalesce(announced_text, ''))) as announced
    from raw.findings as raw
    left join record_units as units on units.unit_text = raw.unit_text
    left join record_dates as dates on dates.date_text = raw.inspected_date_text
    left join labels as categories on categories.label_text = raw.category
    left join labels as clauses on clauses.label_text = raw.clause
)

select
    substring(md5(concat_ws(
        chr(31), 'finding', coalesce(spelled.unit, ''), coalesce(inspected_date_text, ''), finding_text,
        row_number() over (
            partition by spelled.unit, inspected_date_text, finding_text
            order by source_file, source_sheet nulls first, source_row
        )
    )), 1, 16) as finding_id,
    spelled.unit,
    year(start_date)::integer as found_year,
    case when precision = 'day' then start_date end as inspected_date,
    inspection_kind,
    case
        when regexp_matches(announced, '^(否|不|没|沒|未|no|false|0|unannounced)') then false
        when regexp_matches(announced, '^(是|已|有|yes|true|1|announced)') then true
    end as is_announced,
    finding_text,
    category,
    category_key,
    clause,
    clause_key,
    severity,
    case
        when regexp_matches(self_found, '^(否|不|没|沒|无|無|未|漏|no|false|0|missed)') then false
        when regexp_matches(self_found, '^(是|已|有|自查|列入|yes|true|1|both|known)') then true
    end as is_self_found,
    issue_number,
    referred.issue_id,
    source_file,
    source_sheet,
    source_row
from spelled
left join referred_issues as referred
    on referred.unit = spelled.unit
    and referred.register_year = year(spelled.start_date)
    and referred.reference = spelled.issue_number
order by spelled.unit, found_year, source_file, source_sheet nulls first, source_row, finding_id
