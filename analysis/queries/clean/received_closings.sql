-- One row per status that closes a problem, year that a missing year would stand for, and convention of the sheet's dates.
select distinct
    raw.status,
    raw.register_year as year,
    coalesce(conventions.status, '') as convention
from raw.registers as raw
inner join statuses on statuses.status = raw.status
inner join clean.states as states on states.state = statuses.state and states.is_cured
left join date_conventions as conventions
    on conventions.source_file = raw.source_file
    and conventions.source_sheet is not distinct from raw.source_sheet
where regexp_matches(raw.status, '[0-9０-９〇零一二三四五六七八九十]')
order by status, year, convention
