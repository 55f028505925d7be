-- One row per source file: whether its issue texts are its own or sentences of a code list.
with issues as (
    select
        issues.source_file,
        issues.unit,
        issues.text_kind,
        coalesce(issues.source_key, issues.document_number) as number,
        texts.n2_key
    from clean.issues as issues
    inner join clean.texts as texts on texts.text_id = issues.text_id
),

-- A sentence that several units got, whatever file it stands in.
sentences as (
    select
        n2_key,
        count(distinct unit) >= $catalogue_units as is_shared
    from issues
    group by n2_key
),

counted as (
    select
        issues.source_file,
        count(*)::integer as issue_count,
        count(distinct issues.n2_key)::integer as text_count,
        max(issues.text_kind) as declared_kind,
        count(distinct issues.number) as number_count,
        count(*) filter (where sentences.is_shared) as shared_count
    from issues
    inner join sentences on sentences.n2_key = issues.n2_key
    group by issues.source_file
),

-- Small files of decisions: each with its own number, nearly all in sentences that several units
-- got. A list that units copy from each other has no such numbers.
decisions as (
    select source_file
    from counted
    where
        number_count / nullif(issue_count, 0) >= $catalogue_numbered
        and shared_count / nullif(issue_count, 0) >= $catalogue_numbered
),

together as (
    select
        count(*) as issue_count,
        count(distinct issues.n2_key) as text_count
    from issues
    inner join decisions on decisions.source_file = issues.source_file
),

weighed as (
    select
        counted.*,
        declared_kind is distinct from 'catalogue'
        and (
            (
                counted.issue_count >= $catalogue_rows
                and counted.text_count / nullif(counted.issue_count, 0) <= $catalogue_share
            )
            or (
                decisions.source_file is not null
                and together.issue_count >= $catalogue_numbered_rows
                and together.text_count / nullif(together.issue_count, 0)
                <= $catalogue_numbered_share
            )
        ) as is_detected
    from counted
    cross join together
    left join decisions on decisions.source_file = counted.source_file
)

select
    source_file,
    issue_count,
    text_count,
    case when declared_kind = 'catalogue' or is_detected then 'catalogue' else 'own' end as text_kind,
    case
        when declared_kind = 'catalogue' then 'mapping'
        when is_detected then 'detected'
        else 'own'
    end as reason
from weighed
order by source_file
