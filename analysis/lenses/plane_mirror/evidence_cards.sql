-- One row per flagged issue of $year shown as a case, strongest first and one of each unit before a second of any, with all that speaks for and against it.
with flagged as (
    select
        issues.issue_id,
        issues.register_id,
        issues.unit,
        issues.register_year,
        issues.source_file,
        issues.source_sheet,
        issues.source_row,
        issues.issue_text,
        issues.found_text,
        issues.found_date,
        issues.filed_date,
        issues.evidence_text,
        issues.is_picture,
        issues.text_id,
        prior.issue_id as prior_issue_id,
        prior.unit as prior_unit,
        prior.register_year as prior_register_year,
        prior.source_file as prior_source_file,
        prior.source_sheet as prior_source_sheet,
        prior.source_row as prior_source_row,
        prior.issue_text as prior_issue_text,
        prior.found_text as prior_found_text,
        prior.found_date as prior_found_date,
        issues.status as cure_status,
        prior.status as prior_cure_status,
        prior.filed_date as prior_filed_date,
        classes.shown_class,
        classes.reuse_class,
        classes.date_class,
        classes.is_stale_date,
        classes.compared_count,
        links.similarity,
        coalesce(links.verdict, 'candidate') as status,
        links.changed_kinds,
        links.rule_version,
        appearances.appearance_number
    from clean.issues as issues
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    inner join linked.links as links on links.issue_id = issues.issue_id and links.is_best
    inner join clean.issues as prior on prior.issue_id = links.prior_issue_id
    left join linked.appearances as appearances on appearances.issue_id = issues.issue_id
    where classes.is_redated_only
        and not classes.is_duplicate
        and links.verdict is distinct from 'dismissed'
        and issues.register_year = $year
        and ($unit = '' or issues.unit = $unit)
),

runners_up as (
    select
        links.issue_id,
        links.shown_class as other_shown_class,
        links.similarity as other_similarity,
        others.issue_text as other_issue_text,
        others.unit as other_unit,
        others.register_year as other_register_year,
        row_number() over (
            partition by links.issue_id order by links.similarity desc, links.prior_issue_id
        ) as place
    from linked.links as links
    inner join clean.issues as others on others.issue_id = links.prior_issue_id
    where not links.is_best
),

dates as (
    select
        issue_id,
        count(*) over (partition by register_id, found_date)
        / nullif(count(*) over (partition by register_id), 0) as same_date_share,
        count(*) over (partition by register_id, found_date)::integer as same_date_count,
        found_date
    from clean.issues
    where register_year = $year
),

histories as (
    select
        flagged.issue_id,
        min(others.register_year) as problem_first_year,
        count(distinct others.register_id)::integer as problem_register_count
    from flagged
    inner join linked.appearances as mine on mine.issue_id = flagged.issue_id
    inner join linked.appearances as same on same.problem_id = mine.problem_id
    inner join clean.issues as others on others.issue_id = same.issue_id
    where others.unit = flagged.unit and others.register_year <= flagged.register_year
    group by flagged.issue_id
),

cures as (
    select
        issue_id,
        max(due_date) as due_date,
        case when count(*) = count(closed_date) then max(closed_date) end as closed_date
    from clean.measures
    group by issue_id
),

forms as (
    select source_file, bool_or(has_carry_over) as has_carry_over
    from raw.files
    group by source_file
),

unit_forms as (
    select issues.unit, bool_or(forms.has_carry_over) as has_carry_over
    from clean.issues as issues
    inner join forms on forms.source_file = issues.source_file
    group by issues.unit
),

wordings as (
    select texts.n3_key, count(distinct issues.unit) as wording_unit_count
    from clean.issues as issues
    inner join clean.texts as texts on texts.text_id = issues.text_id
    group by texts.n3_key
),

ranked as (
    select
        flagged.*,
        row_number() over (
            partition by flagged.unit
            order by
                flagged.status = 'confirmed' desc,
                flagged.is_stale_date desc,
                flagged.appearance_number desc nulls last,
                length(flagged.issue_text) desc,
                flagged.issue_id
        ) as unit_place
    from flagged
)

select
    ranked.* exclude (register_id, text_id, unit_place),
    runners_up.* exclude (issue_id, place),
    case when dates.found_date is not null then dates.same_date_share end as same_date_share,
    dates.same_date_count,
    histories.problem_first_year,
    histories.problem_register_count,
    cures.due_date as cure_due_date,
    cures.closed_date as cure_closed_date,
    prior_cures.due_date as prior_cure_due_date,
    prior_cures.closed_date as prior_cure_closed_date,
    coalesce(forms.has_carry_over, false) as file_has_carry_over,
    unit_forms.has_carry_over as unit_has_carry_over,
    wordings.wording_unit_count::integer as wording_unit_count,
    replies.reply_text
from ranked
left join runners_up on runners_up.issue_id = ranked.issue_id and runners_up.place = 1
left join dates on dates.issue_id = ranked.issue_id
left join histories on histories.issue_id = ranked.issue_id
left join cures on cures.issue_id = ranked.issue_id
left join cures as prior_cures on prior_cures.issue_id = ranked.prior_issue_id
left join forms on forms.source_file = ranked.source_file
left join unit_forms on unit_forms.unit = ranked.unit
left join clean.texts as texts on texts.text_id = ranked.text_id
left join linked.replies as replies
    on replies.issue_id = ranked.issue_id and replies.prior_issue_id = ranked.prior_issue_id
left join wordings on wordings.n3_key = texts.n3_key
order by
    ranked.unit_place,
    ranked.status = 'confirmed' desc,
    ranked.is_stale_date desc,
    ranked.appearance_number desc nulls last,
    length(ranked.issue_text) desc,
    ranked.issue_id
limit $card_count
