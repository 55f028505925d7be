-- One row per shingle and form that posted it, in order of time.
select shingle, older_form
from posts
order by shingle, older_time, form4
