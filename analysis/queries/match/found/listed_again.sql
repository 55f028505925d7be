-- One row per entry that lists an earlier one again; whatever its words, nothing else is sought.
select entry, prior, 8 as level
from listed_again
