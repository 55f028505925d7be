-- One row per event and part of the shingles that its text has here, in order of time.
select unit, newer_form, time, form4, is_posted, is_asked, is_known, shingles
from shingled
order by time, form4, unit, part
