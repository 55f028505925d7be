-- One row per pair of texts and register year with what changed between their wordings and what else they tell.
select
    pairs.register_year,
    pairs.newer_text,
    pairs.older_text,
    pairs.level,
    coalesce(worded.kinds, 0) as kinds,
    coalesce(worded.edit, 1.0) as edit,
    coalesce(worded.jaccard, 1.0) as jaccard,
    coalesce(worded.containment, 1.0) as containment,
    coalesce(worded.ratio, 1.0) as ratio,
    coalesce(worded.kept, 1.0) as kept,
    coalesce(worded.is_alike, true) as is_alike,
    coalesce(worded.is_strewn, false) as is_strewn,
    coalesce(worded.is_stretch, false) as is_stretch,
    newer.date <> older.date as is_other_date,
    newer.list_number <> older.list_number as is_other_list_number,
    newer.code <> older.code as is_other_code,
    newer.quantity <> older.quantity as is_other_quantity
from text_pairs as pairs
inner join told as newer on newer.text = pairs.newer_text
inner join told as older on older.text = pairs.older_text
left join worded
    on worded.register_year = pairs.register_year
    and worded.newer_form = pairs.newer_form
    and worded.older_form = pairs.older_form
order by pairs.register_year, pairs.newer_text, pairs.older_text
