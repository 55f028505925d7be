-- One row per file of the history that the checked file would replace or is.
select distinct stored.source_file
from history.raw.files as stored
inner join raw.files as own
    on own.source_file = stored.source_file or own.sha256 = stored.sha256
order by stored.source_file
