-- One row per issue and unit that answers for its problem: the unit that filed it, and each unit that handed its work over before. `subject` is one number for the problem in the unit, which is cheaper to join and to sort by than two texts.
-- What only a person can class is no return until one has. A copy whose flag was dismissed is no copy: it is a return, and somebody looked. What the new unit only copied from the old one is a copy too, though it stands under another name.
select
    issue_id,
    hash(problem_id, unit) as subject,
    register_year,
    found_start_date,
    found_date,
    is_redated_only as is_copy,
    not is_redated_only
    and not shown.is_declared
    and (not shown.is_doubtful or coalesce(verdict = 'confirmed', false)) as is_return
from cures
inner join linked.shown_classes as shown on shown.shown_class = cures.shown_class
where problem_id is not null
union all
select
    cures.issue_id,
    hash(cures.problem_id, heirs.unit) as subject,
    cures.register_year,
    cures.found_start_date,
    cures.found_date,
    cures.is_redated_only or coalesce(copied.issue_id is not null, false) as is_copy,
    not (cures.is_redated_only or coalesce(copied.issue_id is not null, false))
    and not shown.is_declared
    and (not shown.is_doubtful or coalesce(cures.verdict = 'confirmed', false)) as is_return
from cures
inner join linked.shown_classes as shown on shown.shown_class = cures.shown_class
inner join linked.heirs as heirs
    on heirs.heir = cures.unit
    and heirs.is_whole
    and coalesce(cures.found_start_date, make_date(cures.register_year, 12, 31)) > heirs.since_date
left join (
    select links.issue_id, issues.unit
    from linked.links as links
    inner join linked.reuse_classes as reuse on reuse.reuse_class = links.reuse_class
    inner join clean.issues as issues on issues.issue_id = links.prior_issue_id
    where links.is_best
        and not links.is_same_unit
        and reuse.is_copy
        and links.evidence_class = 'none'
        and links.verdict is distinct from 'dismissed'
) as copied on copied.issue_id = cures.issue_id and copied.unit = heirs.unit
where cures.problem_id is not null
