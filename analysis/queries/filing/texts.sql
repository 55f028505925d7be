-- One row per text of the history that a new one may repeat: equal when all that can be masked
-- is masked, or alike by rare shingles.
select older.*
from history.clean.texts as older
where older.n5_key in (select n5_key from clean.texts)
    or older.n4_key in (select n4_key from clean.texts)
    or coalesce(older.n5, older.n4) in (select form from alike)
order by older.text_id
