-- One row per pair of forms that differ in wording, and register year, to be laid side by side.
with pairs as (
    select distinct
        text_pairs.register_year,
        text_pairs.newer_form,
        text_pairs.older_form,
        newer.form5 <> older.form5 as is_weighed
    from text_pairs
    inner join forms as newer on newer.text = text_pairs.newer_form
    inner join forms as older on older.text = text_pairs.older_form
    where text_pairs.newer_form <> text_pairs.older_form
),

weighed as (
    select
        likeness.newer_form,
        likeness.older_form,
        likeness.register_year,
        true as is_weighed,
        any_value(likeness.edit) as edit,
        any_value(likeness.jaccard) as jaccard,
        any_value(likeness.containment) as containment,
        any_value(likeness.ratio) as ratio,
        any_value(likeness.is_alike) as is_alike,
        any_value(likeness.is_strewn) as is_strewn,
        any_value(likeness.is_stretch) as is_stretch
    from likeness
    group by likeness.newer_form, likeness.older_form, likeness.register_year
)

select
    pairs.register_year,
    pairs.newer_form,
    pairs.older_form,
    newer_text.n4 as newer,
    older_text.n4 as older,
    weighed.edit,
    weighed.jaccard,
    weighed.containment,
    weighed.ratio,
    weighed.is_alike,
    weighed.is_strewn,
    weighed.is_stretch
from pairs
inner join forms as newer on newer.text = pairs.newer_form
inner join forms as older on older.text = pairs.older_form
inner join clean.texts as newer_text on newer_text.rowid = newer.text_row
inner join clean.texts as older_text on older_text.rowid = older.text_row
-- What is rare is told by the registers up to the year from which was looked.
asof left join weighed
    on weighed.is_weighed = pairs.is_weighed
    and weighed.newer_form = pairs.newer_form
    and weighed.older_form = pairs.older_form
    and weighed.register_year <= pairs.register_year
order by pairs.register_year, pairs.newer_form, pairs.older_form
