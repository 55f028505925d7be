-- One row per form that posted a shingle, with the time at which it was first seen.
select older_form, min(older_time) as older_time
from posts
group by older_form
order by older_form
