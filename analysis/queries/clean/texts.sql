-- One row per distinct text of an issue, with its normal forms; a form that later stages only
-- compare is a key, equal where the form is. N5 stands where it differs from N4. `oldest_year` is the oldest year
-- said that no context explains.
select
    text_id,
    subject_text,
    n1,
    n3,
    n4,
    case when n5 <> n4 then n5 end as n5,
    md5(n1)::uuid as n1_key,
    md5(n2)::uuid as n2_key,
    md5(n3)::uuid as n3_key,
    md5(n4)::uuid as n4_key,
    md5(n5)::uuid as n5_key,
    has_date,
    oldest_year,
    told_dates,
    told_marks,
    told_counts
from formed
