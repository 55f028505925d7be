-- One row per spelling of a category or a clause as received.
select distinct label_text
from (
    select unnest([category, clause]) as label_text from raw.registers
    union all
    select unnest([category, clause]) as label_text from raw.inspections
    union all
    select unnest([category, clause]) as label_text from raw.directives
    union all
    select unnest([category, clause]) as label_text from raw.findings
)
where label_text is not null
order by label_text
