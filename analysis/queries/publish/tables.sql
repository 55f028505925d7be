-- One row per table of the warehouse.
select
    table_schema as schema_name,
    table_name
from information_schema.tables
where table_schema in ('raw', 'clean', 'linked')
order by table_schema, table_name
