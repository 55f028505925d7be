-- One row per year up to $year in which units filed a register after one of the year before: of each unit the problems in both over those in either, and how these shares lie.
with standing as (
    select distinct
        issues.unit,
        appearances.problem_id,
        issues.register_year
    from linked.appearances as appearances
    inner join clean.issues as issues on issues.issue_id = appearances.issue_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    where issues.register_year <= $year
        and classes.text_kind = 'own'
        and ($unit = '' or issues.unit = $unit)
),

both_years as (
    select distinct later.unit, later.register_year
    from standing as later
    inner join standing as earlier
        on earlier.unit = later.unit and earlier.register_year = later.register_year - 1
),

-- A problem stands in the register of its year and is asked for again in the year after.
asked as (
    select
        both_years.unit,
        both_years.register_year,
        standing.problem_id,
        bool_or(standing.register_year = both_years.register_year) as is_standing,
        bool_or(standing.register_year = both_years.register_year - 1) as was_standing
    from both_years
    inner join standing
        on standing.unit = both_years.unit
        and standing.register_year in (both_years.register_year, both_years.register_year - 1)
    group by both_years.unit, both_years.register_year, standing.problem_id
),

units as (
    select
        unit,
        register_year,
        count(*) as either_count,
        count(*) filter (is_standing and was_standing) as kept_count,
        count(*) filter (is_standing and was_standing) / nullif(count(*), 0) as overlap_share
    from asked
    group by unit, register_year
)

select
    register_year::integer as register_year,
    count(*)::integer as unit_count,
    count(*) filter (either_count >= $small_count)::integer as told_unit_count,
    sum(kept_count)::integer as kept_count,
    sum(either_count)::integer as either_count,
    quantile_cont(units.overlap_share, 0.25) filter (either_count >= $small_count) as lower_share,
    quantile_cont(units.overlap_share, 0.5) filter (either_count >= $small_count) as overlap_share,
    quantile_cont(units.overlap_share, 0.75) filter (either_count >= $small_count) as upper_share
from units
group by register_year
order by register_year
