-- One row per date, register year and column of a sheet that tells in which order the column writes day, month and year, or in which zone its time stamps were written.
select distinct source_file, source_sheet, field, year, date_text
from dated_fields
where regexp_matches(
    translate(trim(date_text), '０１２３４５６７８９．／－', '0123456789./-'),
    '(^|[^0-9./-])[0-9]{1,3} ?[./-] ?[0-9]{1,2}([^0-9]|$)|^1[0-9]{6}$'
    || '|[0-9]{2}:[0-9]{2}.*([zZ]|[uU][tT][cC]|[gG][mM][tT]|[+-]00:?00)$'
)
order by source_file, source_sheet nulls first, field, year, date_text
