-- One row per issue with a number of its own: whether the number is a key, by which the finding is
-- known again in a later register (ruling 16), and whether another number is another finding
-- (ruling 23). Judged by what stands up to its own register year: a number that came to stand on
-- another text with another date is no key, nor are the numbers of a scheme in which many did.
with numbered as (
    select
        issues.rowid as issue_row,
        issues.unit,
        issues.register_year,
        coalesce(issues.number_key, lower(issues.document_number)) as number,
        issues.number_key is null as is_document,
        issues.found_start_date,
        issues.part,
        issues.source_file,
        issues.source_row,
        texts.n2_key as form,
        left(texts.n1, 100) as opening
    from clean.issues as issues
    inner join clean.texts as texts on texts.text_id = issues.text_id
    where coalesce(issues.number_key, issues.document_number) is not null
),

-- `¥` stands for the year in a number: 2023-014, 整改〔2023〕14号, 23/014, 2023014.
dated as (
    select
        *,
        case
            when list_contains(years, try_cast(regexp_extract(number, '(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)', 1) as integer))
                or regexp_matches(number, '[a-z\p{Lo}〔\[(_-]?(19|20)[0-9]{2}[-/._〕\])年]')
                then regexp_replace(number, '(^|[^0-9])(19|20)[0-9]{2}([^0-9]|$)', '\1¥\3')
            when list_contains(years, 2000 + try_cast(regexp_extract(number, '(?:^|[^0-9])([0-9]{2})[-/.][0-9]{2,}', 1) as integer))
                then regexp_replace(number, '(^|[^0-9])[0-9]{2}([-/.][0-9]{2,})', '\1¥\2')
            when list_contains(years, try_cast(regexp_extract(number, '(?:^|[^0-9])((?:19|20)[0-9]{2})[0-9]{2,4}(?:[^0-9]|$)', 1) as integer))
                then regexp_replace(number, '(^|[^0-9])(19|20)[0-9]{2}([0-9]{2,4})([^0-9]|$)', '\1¥\3\4')
            else number
        end as plain
    from (
        select
            *,
            [register_year - 1, register_year, register_year + 1, year(found_start_date)] as years
        from numbered
    )
),

schemed as (
    select
        * exclude (plain, years),
        regexp_replace(plain, '[0-9]+', '#', 'g') as scheme,
        try_cast(regexp_extract(plain, '([0-9]{1,15})[^0-9]*$', 1) as bigint) as ordinal
    from dated
),

followed as (
    select
        *,
        lag(form) over stood as older_form,
        lag(opening) over stood as older_opening,
        lag(found_start_date) over stood as older_found_date
    from schemed
    where part = 1
    window stood as (
        partition by unit, number order by register_year, source_file, source_row, issue_row
    )
),

-- Another text under one number is another finding, unless both were found on one day or the words
-- are near: the number was given again.
compared as (
    select
        *,
        older_form is not null as is_again,
        is_document
        or coalesce(
            older_form <> form
            and not coalesce(found_start_date = older_found_date, false)
            and jaro_winkler_similarity(opening, older_opening) < $other_text,
            false
        ) as is_conflict
    from followed
),

schemes as (
    select
        unit,
        scheme,
        register_year,
        sum(sum(is_again::integer)) over years as again_count,
        sum(sum(is_conflict::integer)) over years as conflict_count,
        max(ordinal) as highest,
        count(distinct ordinal) as ordinal_count
    from compared
    group by unit, scheme, register_year
    window years as (partition by unit, scheme order by register_year)
),

-- A bureau may number the findings of all its units together.
bureaus as (
    select
        scheme, register_year, max(ordinal) as highest, count(distinct ordinal) as ordinal_count
    from compared
    group by scheme, register_year
),

values_met as (
    select
        unit, number, register_year,
        sum(sum(is_conflict::integer)) over (
            partition by unit, number order by register_year
        ) as conflict_count
    from compared
    group by unit, number, register_year
)

select
    schemed.issue_row,
    schemed.number,
    schemes.conflict_count <= 0.1 * schemes.again_count and values_met.conflict_count = 0 as is_key,
    -- Numbers that run on from 1, bare or with the year, count entries and tell no two apart.
    schemes.conflict_count = 0
    and not (
        (
            contains(schemed.scheme, '¥')
            or not regexp_matches(
                regexp_replace(schemed.scheme, '第|号|條|条|项|項|no|nr|id', '', 'g'),
                '[\p{Ll}\p{Lo}]'
            )
        )
        and (
            schemes.highest <= 2 * schemes.ordinal_count + 2
            or bureaus.highest <= 2 * bureaus.ordinal_count + 2
        )
    )
    and schemed.ordinal is not null as keeps_apart
from schemed
inner join schemes
    on schemes.unit = schemed.unit
    and schemes.scheme = schemed.scheme
    and schemes.register_year = schemed.register_year
inner join bureaus
    on bureaus.scheme = schemed.scheme and bureaus.register_year = schemed.register_year
inner join values_met
    on values_met.unit = schemed.unit
    and values_met.number = schemed.number
    and values_met.register_year = schemed.register_year
where not schemed.is_document
