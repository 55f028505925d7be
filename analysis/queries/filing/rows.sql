-- One row per issue of the file, in its order, with the earlier issue that it repeats, and how often
-- the deadline was moved that it gives: by its own columns, and since the finding was first listed.
with given as (
    select issue_id, list(due_date order by ordinal) as due_dates
    from clean.deadlines
    group by issue_id
),

-- The deadlines of the finding that an entry lists again, carries over or copies.
before as (
    select classes.issue_id, slippage.due_dates
    from linked.classes as classes
    inner join linked.shown_classes as shown on shown.shown_class = classes.shown_class
    inner join history.linked.slippage as slippage on slippage.issue_id = classes.prior_issue_id
    where shown.is_declared or classes.is_redated_only
),

moved as (
    select
        given.issue_id,
        list_concat(
            coalesce(before.due_dates, []),
            list_filter(
                given.due_dates,
                lambda day: not list_contains(coalesce(before.due_dates, []), day)
            )
        ) as due_dates
    from given
    left join before on before.issue_id = given.issue_id
)

select
    issues.source_sheet,
    issues.source_row,
    issues.part,
    issues.unit,
    issues.register_year,
    issues.issue_text,
    classes.shown_class,
    classes.reuse_class,
    classes.date_class,
    classes.evidence_class,
    classes.is_redated_only,
    coalesce(links.changed_kinds, []) as changed_kinds,
    issues.written_by,
    greatest(len(moved.due_dates) - 1, 0)::integer as move_count,
    moved.due_dates[1]::varchar as first_due_date,
    moved.due_dates[-1]::varchar as last_due_date,
    (moved.due_dates[-1] - moved.due_dates[1])::integer as slipped_days,
    coalesce(older.issue_id, twin.issue_id) as prior_issue_id,
    coalesce(older.unit, twin.unit) as prior_unit,
    coalesce(older.register_year, twin.register_year) as prior_register_year,
    ltrim(coalesce(older.source_file, twin.source_file), $last) as prior_source_file,
    coalesce(older.source_sheet, twin.source_sheet) as prior_source_sheet,
    coalesce(older.source_row, twin.source_row) as prior_source_row,
    coalesce(older.issue_text, twin.issue_text) as prior_issue_text
from clean.issues as issues
inner join linked.classes as classes on classes.issue_id = issues.issue_id
left join linked.links as links
    on links.issue_id = classes.issue_id and links.prior_issue_id = classes.prior_issue_id
left join moved on moved.issue_id = issues.issue_id
left join clean.issues as older on older.issue_id = classes.prior_issue_id
left join clean.issues as twin on classes.is_duplicate and twin.issue_id = classes.duplicate_of
where starts_with(issues.source_file, $last)
order by issues.source_sheet nulls first, issues.source_row, issues.part
