-- One row per pair of forms that differ in wording and are to be laid side by side.
select
    text_pairs.newer_form,
    text_pairs.older_form,
    newer_text.n4 as newer,
    older_text.n4 as older,
    likeness.edit,
    likeness.jaccard,
    likeness.containment,
    likeness.ratio,
    -- Letters are few, so alphabetic texts share more pairs of them by chance.
    likeness.jaccard >= case
        when regexp_matches(newer_text.n4, '\p{Han}') then $reworded_jaccard
        else $reworded_alphabetic
    end as is_alike
from (select distinct newer_form, older_form from text_pairs where newer_form <> older_form) as text_pairs
inner join forms as newer on newer.text = text_pairs.newer_form
inner join forms as older on older.text = text_pairs.older_form
inner join clean.texts as newer_text on newer_text.rowid = newer.text_row
inner join clean.texts as older_text on older_text.rowid = older.text_row
left join likeness
    on likeness.newer_form = text_pairs.newer_form and likeness.older_form = text_pairs.older_form
order by text_pairs.newer_form, text_pairs.older_form
