-- One row per file and sheet: its date columns whose short years are those of the Republic of China.
-- 112/06/30 is such a date when the year fits the register (20 years back, 5 ahead), or, where
-- there is no register year, when it has three digits. One short date that does not fit leaves the
-- column undecided: nobody's deadline is moved by eleven years on a guess.
with dated as (
    unpivot (
        select
            source_file, source_sheet, register_year, found_date_text, due_date_text,
            effective_date_text, closed_date_text, verified_date_text
        from raw.registers
    )
    on columns(* exclude (source_file, source_sheet, register_year))
    into name field value date_text
    union all by name
    select
        source_file, source_sheet, null::integer as register_year,
        'inspected_date_text' as field, inspected_date_text as date_text
    from raw.inspections
    where inspected_date_text is not null
),

levelled as (
    select
        *,
        translate(trim(date_text), '０１２３４５６７８９．／－', '0123456789./-') as plain
    from dated
),

short as (
    select
        source_file,
        source_sheet,
        field,
        register_year,
        coalesce(
            try_cast(regexp_extract(
                plain, '^([0-9]{2,3})[./-][0-9]{1,2}(?:[./-][0-9]{1,2})?(?:[^0-9./-]|$)', 1
            ) as integer),
            try_cast(regexp_extract(
                plain, '^(1[0-9]{2})(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])$', 1
            ) as integer)
        ) + 1911 as stated_year
    from levelled
),

judged as (
    select
        source_file,
        source_sheet,
        field,
        bool_and(
            case
                when register_year is null then stated_year between 2011 and 2110
                else stated_year between register_year - 20 and register_year + 5
            end
        ) as is_roc
    from short
    where stated_year is not null
    group by source_file, source_sheet, field
)

select source_file, source_sheet, list(field order by field) as fields
from judged
where is_roc
group by source_file, source_sheet
order by source_file, source_sheet nulls first
