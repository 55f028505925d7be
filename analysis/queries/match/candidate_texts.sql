-- One row per candidate pair of text forms, with both texts as they are compared.
select
    candidates.newer_form,
    candidates.older_form,
    newer.n5 as newer,
    older.n5 as older
from candidates
inner join forms as newer on newer.text = candidates.newer_form
inner join forms as older on older.text = candidates.older_form
order by candidates.newer_form, candidates.older_form
