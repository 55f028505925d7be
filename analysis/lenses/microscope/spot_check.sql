-- One row per measure of $year drawn by lot (the order of a hash, so the same draw each time): its text, and which elements were read in it.
select
    measures.measure_id,
    measures.measure_text,
    measures.has_owner,
    measures.has_quantity,
    measures.has_time,
    measures.has_frequency,
    measures.has_standard,
    measures.has_verification,
    measures.has_scope,
    measures.has_consequence,
    measures.quantification_score,
    measures.hollow_share,
    measures.is_coarse
from clean.measures as measures
inner join clean.issues as issues on issues.issue_id = measures.issue_id
where measures.quantification_score is not null
    and issues.register_year = $year
    and ($unit = '' or issues.unit = $unit)
order by md5(measures.measure_id || 'spot check'), measures.measure_id
limit $sample_count
