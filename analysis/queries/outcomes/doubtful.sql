-- One row per issue whose best link is in doubt and the problem that it may be again: shown as possible, never counted as a return.
select
    hash(older.problem_id, older.unit) as subject,
    newer.issue_id,
    coalesce(newer.found_start_date, make_date(newer.register_year, 1, 1)) as sighted_date
from linked.links as links
inner join linked.shown_classes as shown on shown.shown_class = links.shown_class
inner join cures as newer on newer.issue_id = links.issue_id
inner join cures as older
    on older.issue_id = links.prior_issue_id
    and older.unit = newer.unit
where links.is_best
    and shown.is_doubtful
    and links.verdict is distinct from 'dismissed'
    and older.problem_id <> newer.problem_id
union all
-- The same words with a change that no rule settles.
select
    hash(cures.problem_id, cures.unit) as subject,
    cures.issue_id,
    coalesce(cures.found_start_date, make_date(cures.register_year, 1, 1)) as sighted_date
from cures
inner join linked.shown_classes as shown on shown.shown_class = cures.shown_class
where cures.appearance_number > 1
    and shown.is_doubtful
    and not cures.is_redated_only
    and cures.verdict is distinct from 'confirmed'
