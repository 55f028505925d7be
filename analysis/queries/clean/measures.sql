-- One row per measure: an issue's row that promises or dates a cure.
with promised as (
    select issues.issue_id, roc.fields as roc_fields, raw.*
    from raw.registers as raw
    inner join clean.issues as issues
        on issues.source_file = raw.source_file
        and issues.source_sheet is not distinct from raw.source_sheet
        and issues.source_row = raw.source_row
        and issues.part = raw.part
    left join roc_columns as roc
        on roc.source_file = raw.source_file
        and roc.source_sheet is not distinct from raw.source_sheet
    where coalesce(
        raw.measure_text, raw.owner_role, raw.due_date_text, raw.effective_date_text,
        raw.closed_date_text, raw.verified_date_text
    ) is not null
)

select
    substring(md5(concat_ws(chr(31), promised.issue_id, coalesce(promised.measure_text, ''))), 1, 16)
        as measure_id,
    promised.issue_id,
    promised.measure_text,
    promised.owner_role,
    due.end_date as due_date,
    effective.start_date as effective_date,
    closed.end_date as closed_date,
    verified.end_date as verified_date,
    null::boolean as has_owner,
    null::boolean as has_quantity,
    null::boolean as has_time,
    null::boolean as has_frequency,
    null::boolean as has_standard,
    null::boolean as has_verification,
    null::boolean as has_scope,
    null::boolean as has_consequence,
    null::integer as quantification_score,
    null::double as hollow_share,
    null::boolean as is_coarse
from promised
left join date_texts as due
    on due.date_text = promised.due_date_text
    and due.year = promised.register_year
    and due.is_roc = coalesce(list_contains(promised.roc_fields, 'due_date_text'), false)
left join date_texts as effective
    on effective.date_text = promised.effective_date_text
    and effective.year = promised.register_year
    and effective.is_roc = coalesce(list_contains(promised.roc_fields, 'effective_date_text'), false)
left join date_texts as closed
    on closed.date_text = promised.closed_date_text
    and closed.year = promised.register_year
    and closed.is_roc = coalesce(list_contains(promised.roc_fields, 'closed_date_text'), false)
left join date_texts as verified
    on verified.date_text = promised.verified_date_text
    and verified.year = promised.register_year
    and verified.is_roc = coalesce(list_contains(promised.roc_fields, 'verified_date_text'), false)
order by promised.issue_id, measure_id
