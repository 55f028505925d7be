-- One row per issue that keeps its links and its class.
select entries.issue_id
from entries
anti join asked on asked.entry = entries.entry
