-- One row per issue of the history that the new ones can be linked to: those with a text like
-- theirs, what belongs to the same problems, the same clause and cause or the same number in their
-- units; and all of a unit with so few texts that each is compared. Not those of the file that is being checked.
with known as (
    select
        issues.issue_id, issues.unit, issues.text_id, issues.clause_key as clause, issues.cause_text,
        issues.number_key,
        units.is_small, appearances.problem_id
    from history.clean.issues as issues
    left join history.linked.appearances as appearances
        on appearances.issue_id = issues.issue_id
    left join (
        select
            older.unit, count(distinct texts.n4) <= $small_unit as is_small
        from history.clean.issues as older
        inner join history.clean.texts as texts on texts.text_id = older.text_id
        where older.unit in (select unit from clean.issues)
        group by older.unit
    ) as units on units.unit = issues.unit
    where not list_contains($own_files, issues.source_file)
),

stated as (
    select distinct
        unit, clause_key as clause, lower(regexp_replace(cause_text, '[\s\pP]+', '', 'g')) as cause
    from clean.issues
    where clause is not null and cause_text is not null
),

numbered as (
    select distinct unit, number_key from clean.issues where number_key is not null
),

direct as (
    select known.issue_id, known.problem_id
    from known
    left join stated
        on stated.unit = known.unit
        and stated.clause = known.clause
        and stated.cause = lower(regexp_replace(known.cause_text, '[\s\pP]+', '', 'g'))
    left join numbered
        on numbered.unit = known.unit and numbered.number_key = known.number_key
    where known.is_small
        or numbered.unit is not null
        or known.text_id in (select text_id from near)
        or stated.unit is not null
),

wanted as (
    select issue_id from direct
    union
    select known.issue_id
    from known
    where known.is_small is not null
        and known.problem_id in (select problem_id from direct where problem_id is not null)
)

select issues.* replace (sources.text_kind as text_kind)
from history.clean.issues as issues
inner join wanted on wanted.issue_id = issues.issue_id
inner join history.linked.sources as sources on sources.source_file = issues.source_file
order by issues.issue_id
