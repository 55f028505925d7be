-- One row per raw table that names units.
select table_name
from information_schema.columns
where table_schema = 'raw'
    and column_name = 'unit_text'
    and table_catalog = current_database()
order by table_name
