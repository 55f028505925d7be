-- One row per table that can be exported.
select table_schema || '.' || table_name as table_name
from information_schema.tables
where table_schema in ('raw', 'clean', 'linked')
order by table_name
