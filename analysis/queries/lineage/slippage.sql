-- One row per problem, unit and measure that was given a deadline: how often the deadline was moved,
-- how far, and whether the finding is still open (ruling 17). A finding that is listed again, carried
-- over or only copied goes on with the measure it had; one found anew, or after a closing, does not.
with recursive closed as (
    select issue_id, max(closed_date) as closed_date
    from clean.measures
    group by issue_id
),

stood as (
    select
        appearances.problem_id,
        issues.issue_id,
        issues.unit,
        issues.register_year,
        issues.found_start_date,
        case
            when shown.is_declared or classes.is_redated_only then links.prior_issue_id
        end as prior_issue_id,
        coalesce(states.is_cured, false)
        or (closed.closed_date is not null and not coalesce(states.is_open, false)) as is_closed,
        coalesce(not states.is_open and not states.is_cured, false) as is_ended
    from linked.appearances as appearances
    inner join clean.issues as issues on issues.issue_id = appearances.issue_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    inner join linked.shown_classes as shown on shown.shown_class = classes.shown_class
    left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
    left join closed on closed.issue_id = issues.issue_id
    left join clean.states as states on states.state = issues.state
),

continued as (
    select newer.issue_id, newer.prior_issue_id
    from stood as newer
    inner join stood as older
        on older.issue_id = newer.prior_issue_id
        and older.unit = newer.unit
        and not older.is_closed
),

chained as (
    select stood.issue_id, stood.issue_id as first_issue_id, 1 as place
    from stood
    anti join continued on continued.issue_id = stood.issue_id
    union all
    select continued.issue_id, chained.first_issue_id, chained.place + 1 as place
    from continued
    inner join chained on chained.issue_id = continued.prior_issue_id
),

parted as (
    select stood.*, chained.first_issue_id, chained.place as appearance_number
    from stood
    inner join chained on chained.issue_id = stood.issue_id
),

-- A later copy of a list within one year is a copy of the entry, and may give another deadline.
copies as (
    select issue_id, issue_id as kept_issue_id, false as is_copy from parted
    union all
    select issue_id, duplicate_of as kept_issue_id, true as is_copy
    from linked.classes
    where duplicate_of is not null
),

given as (
    select
        parted.first_issue_id,
        deadlines.measure_id,
        deadlines.due_date,
        row_number() over in_round as place,
        row_number() over (
            partition by parted.first_issue_id, deadlines.due_date
            order by parted.appearance_number, copies.is_copy, copies.issue_id, deadlines.ordinal
        ) = 1 as is_first_said,
        row_number() over (
            partition by deadlines.issue_id order by deadlines.ordinal desc
        ) = 1 as is_standing
    from parted
    inner join copies on copies.kept_issue_id = parted.issue_id
    inner join clean.deadlines as deadlines on deadlines.issue_id = copies.issue_id
    window in_round as (
        partition by parted.first_issue_id
        order by parted.appearance_number, copies.is_copy, copies.issue_id, deadlines.ordinal
    )
),

-- Later registers tell the earlier deadlines again; only a new one, or a return to an old one, moves.
standing as (
    select *, lag(due_date) over (partition by first_issue_id order by place) as before_date
    from given
    where is_standing
),

told as (
    select first_issue_id, measure_id, due_date, place from given where is_first_said
    union
    select first_issue_id, measure_id, due_date, place
    from standing
    where due_date is distinct from before_date
),

moved as (
    select *
    from told
    qualify due_date is distinct from lag(due_date) over (
        partition by first_issue_id order by place
    )
),

dated as (
    select
        first_issue_id,
        arg_min(measure_id, place) as measure_id,
        list(due_date order by place) as due_dates
    from moved
    group by first_issue_id
),

rounds as (
    select
        first_issue_id,
        any_value(unit) as unit,
        arg_max(problem_id, appearance_number) as problem_id,
        min(register_year) as first_year,
        max(register_year) as last_year,
        min(found_start_date) as found_date,
        arg_max(issue_id, appearance_number) as issue_id,
        arg_max(not is_closed and not is_ended, appearance_number) as is_open
    from parted
    group by first_issue_id
)

select
    rounds.problem_id,
    dated.measure_id,
    rounds.unit,
    rounds.issue_id,
    rounds.first_year,
    rounds.last_year,
    rounds.found_date,
    dated.due_dates,
    dated.due_dates[1] as first_due_date,
    dated.due_dates[-1] as last_due_date,
    (len(dated.due_dates) - 1)::integer as move_count,
    (dated.due_dates[-1] - dated.due_dates[1])::integer as slipped_days,
    rounds.is_open
from dated
inner join rounds on rounds.first_issue_id = dated.first_issue_id
order by rounds.problem_id, rounds.unit, dated.first_issue_id
