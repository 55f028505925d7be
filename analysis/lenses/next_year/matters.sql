-- One row per problem that recurs in the registers of $first_year to $year and is not reported cured: its parts of the weight, and what its latest measure states.
with entries as (
    select
        appearances.problem_id,
        appearances.appearance_number,
        appearances.is_redated_only,
        issues.issue_id,
        issues.unit,
        issues.register_year,
        issues.subject_text,
        coalesce(issues.clause_key, issues.category_key) as subject_key,
        coalesce(issues.clause, issues.category) as subject,
        severities.severity_level,
        severities.is_said,
        shown.says_cured
    from linked.appearances as appearances
    inner join clean.issues as issues on issues.issue_id = appearances.issue_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    inner join linked.shown_classes as shown on shown.shown_class = classes.shown_class
    inner join linked.severities as severities
        on severities.severity is not distinct from issues.severity
    where issues.register_year between $first_year and $year
        and ($unit = '' or issues.unit = $unit)
),

names as (
    select subject_key, mode(subject order by subject) as subject
    from entries
    where subject_key is not null
    group by subject_key
),

-- A subject spreads when more units really found it in the last year than in the year before.
spreads as (
    select
        subject_key,
        count(distinct unit) filter (register_year = $year) as unit_count,
        count(distinct unit) filter (register_year = $year - 1) as prior_unit_count
    from entries
    where not is_redated_only and subject_key is not null
    group by subject_key
),

measured as (
    select
        entries.problem_id,
        measures.*,
        row_number() over (
            partition by entries.problem_id
            order by entries.appearance_number desc, measures.quantification_score desc,
                measures.measure_id
        ) as place
    from entries
    inner join clean.measures as measures on measures.issue_id = entries.issue_id
    where measures.measure_text is not null
),

planned as (
    select distinct links.problem_id
    from linked.plan_links as links
    inner join clean.plans as plans on plans.plan_id = links.plan_id
    where links.is_kept and coalesce(plans.plan_year, $year + 1) between $year and $year + 1
),

standing as (
    select
        problem_id,
        arg_max(subject_text, appearance_number) as label,
        arg_max(unit, appearance_number) as unit,
        arg_max(subject_key, appearance_number) as subject_key,
        list(distinct unit order by unit) as units,
        count(distinct register_year)::integer as year_count,
        max(register_year)::integer as last_year,
        coalesce(max(severity_level) filter (is_said), max(severity_level)) as severity_level,
        bool_or(is_said) as is_graded,
        bool_and(is_redated_only) as is_only_copied
    from entries
    group by problem_id
    having count(distinct register_year) >= $recurring_years
        and not arg_max(says_cured, appearance_number)
)

select
    standing.problem_id,
    standing.label,
    standing.subject_key,
    names.subject,
    standing.unit,
    standing.units,
    standing.year_count,
    standing.last_year,
    standing.severity_level,
    standing.is_graded,
    standing.is_only_copied,
    coalesce(
        spreads.unit_count > spreads.prior_unit_count and spreads.unit_count > 1, false
    ) as is_spreading,
    measured.measure_text,
    measured.owner_role,
    coalesce(measured.is_coarse, true) as is_coarse,
    measured.has_owner,
    measured.has_quantity,
    measured.has_time,
    measured.has_frequency,
    measured.has_standard,
    measured.has_verification,
    measured.has_scope,
    measured.has_consequence,
    planned.problem_id is not null as is_planned,
    exists (
        select 1 from clean.plans where coalesce(plan_year, $year + 1) between $year and $year + 1
    ) as has_plan
from standing
left join names on names.subject_key = standing.subject_key
left join spreads on spreads.subject_key = standing.subject_key
left join measured on measured.problem_id = standing.problem_id and measured.place = 1
left join planned on planned.problem_id = standing.problem_id
order by standing.problem_id
