-- One row per element, in the order of the definition: measures of the register of $year that have a text, and those that state the element; the year before beside it.
with measures as (
    select
        issues.register_year,
        unnest([
            {'element': 'owner', 'is_stated': measures.has_owner},
            {'element': 'quantity', 'is_stated': measures.has_quantity},
            {'element': 'time', 'is_stated': measures.has_time},
            {'element': 'frequency', 'is_stated': measures.has_frequency},
            {'element': 'standard', 'is_stated': measures.has_standard},
            {'element': 'verification', 'is_stated': measures.has_verification},
            {'element': 'scope', 'is_stated': measures.has_scope},
            {'element': 'consequence', 'is_stated': measures.has_consequence}
        ], recursive := true)
    from clean.measures as measures
    inner join clean.issues as issues on issues.issue_id = measures.issue_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    where measures.quantification_score is not null
        and not classes.is_duplicate
        and issues.register_year between $year - 1 and $year
        and ($unit = '' or issues.unit = $unit)
)

select
    element,
    $year::integer as register_year,
    count(*) filter (register_year = $year)::integer as measure_count,
    count(*) filter (register_year = $year and is_stated)::integer as stated_count,
    count(*) filter (register_year = $year - 1)::integer as prior_measure_count,
    count(*) filter (register_year = $year - 1 and is_stated)::integer as prior_stated_count
from measures
group by element
order by list_position(
    [
        'owner', 'quantity', 'time', 'frequency', 'standard', 'verification', 'scope', 'consequence'
    ],
    element
)
