-- One row per source file: whether its issue texts are its own or sentences of a code list.
with counted as (
    select
        issues.source_file,
        count(*)::integer as issue_count,
        count(distinct texts.n2_key)::integer as text_count,
        max(issues.text_kind) as declared_kind
    from clean.issues as issues
    inner join clean.texts as texts on texts.text_id = issues.text_id
    group by issues.source_file
),

weighed as (
    select
        *,
        declared_kind is distinct from 'catalogue'
        and issue_count >= $catalogue_rows
        and text_count / nullif(issue_count, 0) <= $catalogue_share as is_detected
    from counted
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
