-- One row per text, numbered: for each normal form a key that only texts of the same form have,
-- and as `form` the lowest number of a text that is compared alike (equal N4 and N5).
with numbered as (
    select
        (row_number() over (order by text_id))::integer as text,
        rowid as text_row,
        text_id,
        n1_key,
        n2_key,
        n3_key,
        n4_key,
        n5_key
    from clean.texts
),

firsts as (
    select n4_key, n5_key, min(text) as form
    from numbered
    group by n4_key, n5_key
)

select
    numbered.text,
    numbered.text_id,
    numbered.text_row,
    numbered.n1_key as form1,
    numbered.n2_key as form2,
    numbered.n3_key as form3,
    numbered.n4_key as form4,
    numbered.n5_key as form5,
    firsts.form
from numbered
inner join firsts on firsts.n4_key = numbered.n4_key and firsts.n5_key = numbered.n5_key
