-- One row per spell: a package of measures that took effect in one unit against one problem, until the problem was seen again, the package was replaced, or the unit or the clause came to an end.
-- Measures of one year are one package, known by its most quantified measure; the same wording filed again in a later year starts nothing, another wording replaces the package. Spells with the same `calendar` were followed through the same years.
with worded as (
    -- The wording is the text without digits, signs and spaces: equal when only dates changed.
    select
        stretches.*,
        nullif(regexp_replace(lower(measures.measure_text), '[^\p{Han}a-z]+', '', 'g'), '')
            as wording
    from stretches
    inner join clean.measures as measures on measures.measure_id = stretches.measure_id
    where not stretches.is_alone
),

yearly as (
    select
        stretch,
        start_year,
        any_value(problem_id) as problem_id,
        any_value(subject) as subject,
        any_value(return_issue_id) as return_issue_id,
        any_value(return_date) as return_date,
        any_value(return_end_date) as return_end_date,
        arg_max(
            {
                'measure_id': measure_id, 'score': score, 'is_repeat': is_repeat,
                'severity': severity
            },
            (score, -epoch(start_date), measure_id)
        ) as fullest,
        arg_min(
            {
                'start_date': start_date, 'start_source': start_source, 'theme': theme,
                'register_year': register_year, 'is_start_day': is_start_day
            },
            (start_date, measure_id)
        ) as earliest,
        count(*) as measure_count,
        list_distinct(list(wording) filter (wording is not null)) as wordings
    from worded
    group by stretch, start_year
),

compared as (
    select
        *,
        lag(start_year) over years is null
        or not list_has_all(
            coalesce(lag(wordings) over years, []::varchar[]),
            coalesce(wordings, []::varchar[])
        ) as is_new
    from yearly
    window years as (partition by stretch order by start_year)
),

versioned as (
    select
        *,
        sum(is_new::integer) over (
            partition by stretch order by start_year
        ) as version
    from compared
),

packages as (
    select
        stretch,
        any_value(problem_id) as problem_id,
        any_value(subject) as subject,
        any_value(return_issue_id) as return_issue_id,
        any_value(return_date) as return_date,
        any_value(return_end_date) as return_end_date,
        arg_max(fullest, (fullest.score, -start_year)) as fullest,
        arg_min(earliest, start_year) as earliest,
        sum(measure_count)::integer as measure_count
    from versioned
    group by stretch, version
),

replaced as (
    select
        fullest.measure_id as measure_id,
        problem_id,
        subject,
        earliest.theme as theme,
        fullest.score as score,
        fullest.is_repeat as is_repeat,
        fullest.severity as severity,
        earliest.register_year as register_year,
        earliest.start_date as start_date,
        earliest.start_source as start_source,
        earliest.is_start_day as is_start_day,
        measure_count,
        return_issue_id,
        return_date,
        return_end_date,
        lead(earliest.start_date) over (
            partition by stretch order by earliest.start_date
        ) as replaced_date
    from packages
    union all by name
    select
        measure_id, problem_id, subject, theme, score, is_repeat, severity, register_year,
        start_date, start_source, is_start_day, 1 as measure_count, return_issue_id, return_date, return_end_date,
        null::date as replaced_date
    from stretches
    where is_alone
),

-- The first measure that a new unit set against a problem which came to it with the work.
succeeded as (
    select
        hash(starts.problem_id, heirs.unit) as subject,
        min(starts.start_date) as succeeded_date
    from linked.heirs as heirs
    inner join themes on themes.unit = heirs.heir
    inner join starts on starts.theme = themes.theme
    where heirs.is_whole and starts.start_date > heirs.since_date
    group by hash(starts.problem_id, heirs.unit)
),

-- A copy says that nobody looked, where registers are what looks.
copied as (
    select subject, list(register_year order by register_year) as copied_years
    from (
        select subject, register_year
        from sightings
        group by subject, register_year
        having bool_and(is_copy)
    ) as years
    group by subject
),

bounded as (
    select
        replaced.*,
        year(replaced.start_date)::integer as start_year,
        themes.unit,
        themes.is_inspected,
        least(replaced.replaced_date, succeeded.succeeded_date) as next_date,
        if(themes.ended_date >= replaced.start_date, themes.ended_date, null) as ended_date,
        least(
            next_date,
            if(themes.ended_date >= replaced.start_date, themes.ended_date, null),
            if(themes.repealed_date >= replaced.start_date, themes.repealed_date, null)
        ) as censored_date,
        themes.last_whole_year,
        copied.copied_years,
        coalesce(
            replaced.register_year - themes.first_register_year >= $look_back_years, false
        ) as has_look_back
    from replaced
    inner join themes on themes.theme = replaced.theme
    left join succeeded
        on succeeded.subject = replaced.subject
        and succeeded.succeeded_date > replaced.start_date
    left join copied on copied.subject = replaced.subject
),

spanned as (
    select
        * exclude (register_year, replaced_date, last_whole_year),
        return_issue_id is not null
        and coalesce(return_end_date <= censored_date, true) as is_seen,
        least(last_whole_year, year(censored_date + 1)::integer - 1) as last_whole_year
    from bounded
),

-- A spell that outlasts its unit goes on under the unit that has the work.
handed as (
    select spanned.measure_id, arg_max(heirs.heir, heirs.since_date) as unit
    from linked.heirs as heirs
    inner join spanned on spanned.unit = heirs.unit
    where heirs.is_whole
        and heirs.since_date < coalesce(
            if(spanned.is_seen, spanned.return_end_date, spanned.censored_date),
            date '9999-12-31'
        )
    group by spanned.measure_id
)

select
    spanned.* replace (coalesce(handed.unit, spanned.unit) as unit),
    hash(
        theme,
        start_year,
        is_seen,
        if(is_seen, year(return_end_date), null),
        -- Within one year it matters whether somebody looked before the measure or after it.
        if(is_seen and year(return_end_date) <= start_year, start_date, null),
        last_whole_year,
        copied_years
    ) as calendar
from spanned
left join handed on handed.measure_id = spanned.measure_id
