-- One row per problem that stood in at least two registers of $unit up to $year: since when, how often, and what became of its last measure.
with entries as (
    select
        counted.problem_id,
        counted.register_year,
        counted.is_redated_only,
        counted.is_closed,
        issues.subject_text,
        row_number() over (
            partition by counted.problem_id
            order by counted.register_year desc, counted.issue_id
        ) as place
    from linked.counted_issues as counted
    inner join clean.issues as issues on issues.issue_id = counted.issue_id
    where counted.unit = $unit and counted.register_year <= $year
),

last_spells as (
    select
        problem_id,
        outcome,
        row_number() over (
            partition by problem_id order by start_date desc, measure_id
        ) as place
    from linked.outcomes
    where unit = $unit and start_year <= $year
)

select
    entries.problem_id,
    max(entries.subject_text) filter (entries.place = 1) as subject_text,
    min(entries.register_year) as first_year,
    max(entries.register_year) as last_year,
    count(distinct entries.register_year)::integer as register_count,
    count(*) filter (entries.is_redated_only)::integer as redated_count,
    bool_or(entries.is_closed) filter (entries.place = 1) as is_closed,
    any_value(last_spells.outcome) as outcome
from entries
left join last_spells
    on last_spells.problem_id = entries.problem_id and last_spells.place = 1
where entries.problem_id is not null
group by entries.problem_id
having count(distinct entries.register_year) > 1
order by register_count desc, last_year desc, subject_text, entries.problem_id
