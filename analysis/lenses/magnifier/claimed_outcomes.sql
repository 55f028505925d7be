-- One row per outcome that is claimed up to $year, with whether anything is given for it.
select
    claim_id,
    claim_year,
    claim_text,
    value_text,
    comparator,
    coalesce(has_evidence, false) as has_evidence
from clean.claims
where claim_year is null or claim_year <= $year
order by claim_year, claim_text, claim_id
