-- One row per N5 form that several entries have, one of them asked: texts equal in any stricter form
-- are equal in this one, so no other entry has an equal.
select entries.form5
from entries
left join asked on asked.entry = entries.entry
where not entries.is_duplicate and not entries.is_catalogue
group by entries.form5
having count(*) > 1 and count(asked.entry) > 0
order by entries.form5
