-- One row per measure: an issue's row that promises or dates a cure.
with promised as (
    select
        issues.issue_id,
        issues.found_date,
        issues.found_start_date,
        conventions,
        closings.closing_date,
        raw.*
    from raw.registers as raw
    inner join clean.issues as issues
        on issues.source_file = raw.source_file
        and issues.source_sheet is not distinct from raw.source_sheet
        and issues.source_row = raw.source_row
        and issues.part = raw.part
    left join date_conventions as conventions
        on conventions.source_file = raw.source_file
        and conventions.source_sheet is not distinct from raw.source_sheet
    left join closings
        on closings.status = raw.status
        and closings.year = raw.register_year
        and closings.convention = coalesce(conventions.status, '')
    where coalesce(
        raw.measure_text, raw.owner_role, raw.due_date_text, raw.deadlines_text,
        raw.effective_date_text, raw.closed_date_text, raw.verified_date_text,
        closings.closing_date::varchar
    ) is not null
),

-- The last deadline given is the one that holds.
deadlines as (
    select issue_id, arg_max(due_date, ordinal) as due_date
    from clean.deadlines
    group by issue_id
),

-- A date without a year is read in the register's; before the find it can only be the next one's.
dated as (
    select
        promised.issue_id,
        promised.measure_text,
        promised.owner_role,
        deadlines.due_date,
        list_transform(
            [
                {'said': promised.effective_date_text, 'day': effective.start_date},
                -- A status tells of the closing where no column does, or where it is left empty.
                {
                    'said': coalesce(promised.closed_date_text, promised.status),
                    'day': case
                        when promised.closed_date_text is null then promised.closing_date
                        when not closed.is_open then closed.end_date
                    end
                },
                {
                    'said': promised.verified_date_text,
                    'day': case when not verified.is_open then verified.end_date end
                }
            ],
            lambda one: case
                when one.day < promised.found_start_date
                    and not regexp_matches(
                        one.said,
                        '[0-9０-９]{3}|[0-9０-９〇零一二三四五六七八九]{2} ?年|[0-9]+ ?[./-] ?[0-9]+ ?[./-]|[去上前本今当當]年'
                    ) then (one.day + interval 1 year)::date
                else one.day
            end
        ) as days,
        effective.precision as effective_precision,
        if(promised.closed_date_text is null, 'day', closed.precision) as closed_precision
    from promised
    left join deadlines on deadlines.issue_id = promised.issue_id
    left join date_texts as effective
        on effective.date_text = promised.effective_date_text
        and effective.year = promised.register_year
        and effective.convention = coalesce(promised.conventions.effective_date_text, '')
    left join date_texts as closed
        on closed.date_text = promised.closed_date_text
        and closed.year = promised.register_year
        and closed.convention = coalesce(promised.conventions.closed_date_text, '')
    left join date_texts as verified
        on verified.date_text = promised.verified_date_text
        and verified.year = promised.register_year
        and verified.convention = coalesce(promised.conventions.verified_date_text, '')
)

select
    substring(md5(concat_ws(chr(31), issue_id, coalesce(measure_text, ''))), 1, 16)
        as measure_id,
    issue_id,
    measure_text,
    owner_role,
    due_date,
    days[1] as effective_date,
    effective_precision,
    days[2] as closed_date,
    closed_precision,
    days[3] as verified_date,
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
from dated
order by issue_id, measure_id
