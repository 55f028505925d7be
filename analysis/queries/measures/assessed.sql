-- One row per measure, with what its text states; NULL where there is no text.
select
    measures.* replace (
        found.has_owner as has_owner,
        found.has_quantity as has_quantity,
        found.has_time as has_time,
        found.has_frequency as has_frequency,
        found.has_standard as has_standard,
        found.has_verification as has_verification,
        found.has_scope as has_scope,
        found.has_consequence as has_consequence,
        found.quantification_score as quantification_score,
        found.hollow_share as hollow_share,
        found.is_coarse as is_coarse
    )
from clean.measures as measures
left join measure_elements as found on found.measure_text = measures.measure_text
order by measures.issue_id, measures.measure_id
