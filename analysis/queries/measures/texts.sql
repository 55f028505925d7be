-- One row per distinct measure text.
select distinct measures.measure_text
from clean.measures as measures
where measures.measure_text is not null
order by measures.measure_text
