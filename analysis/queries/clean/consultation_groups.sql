-- One row per consultation and group invited to it.
select distinct consultation_id, trim(group_name) as group_name
from (
    select
        consultation_id,
        unnest(regexp_split_to_array(groups_text, '[、；;，,\n]+')) as group_name
    from clean.consultations
    where groups_text is not null
)
where trim(group_name) <> ''
order by consultation_id, group_name
