-- One row per spelling of a category, a clause, a place or an object as received.
select distinct label_text
from (
    select
        unnest([category, clause, place_text, object_text]) as label_text
    from raw.registers
    union all
    select unnest([category, clause]) as label_text from raw.inspections
    union all
    select unnest([category, clause]) as label_text from raw.directives
    union all
    select unnest([category, clause]) as label_text from raw.findings
)
where label_text is not null
order by label_text
