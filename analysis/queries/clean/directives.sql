-- One row per law, rule or order from above.
select
    directive_id,
    directive_title,
    document_number,
    any_value(issuer order by source_file, source_row) as issuer,
    count(clause)::integer as clause_count,
    min(valid_from_date) as valid_from_date,
    case when count(repealed_date) = count(*) then max(repealed_date) end as repealed_date
from clean.clauses
group by directive_id, directive_title, document_number
order by directive_title, document_number, directive_id
