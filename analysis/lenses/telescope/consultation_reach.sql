-- One row per group that a consultation about the plan of $plan_year reached, or that reviewed judgement says is to be asked.
with held as (
    select consultations.*
    from clean.consultations as consultations
    left join clean.units as units on units.unit = consultations.unit
    where consultations.plan_year is not distinct from $plan_year
        and ($unit = '' or units.unit = $unit)
),

asked as (
    select consultation_id, group_name as said_name from clean.consultation_groups
    union
    select consultation_id, audience as said_name from clean.consultations where audience is not null
),

reached as (
    select
        coalesce(defined.group_name, asked.said_name) as group_name,
        held.consultation_id,
        held.channel
    from held
    inner join asked on asked.consultation_id = held.consultation_id
    left join linked.defined_groups as defined
        on defined.group_key = asked.said_name or defined.group_name = asked.said_name
),

counted as (
    select
        group_name,
        count(distinct consultation_id)::integer as asked_count,
        string_agg(distinct channel, '、' order by channel) as channels_text
    from reached
    group by group_name
),

defined as (select distinct group_name from linked.defined_groups)

select
    coalesce(counted.group_name, defined.group_name) as group_name,
    coalesce(counted.asked_count, 0)::integer as asked_count,
    counted.channels_text,
    defined.group_name is not null as is_defined
from counted
full join defined on defined.group_name = counted.group_name
where exists (select 1 from held)
order by asked_count desc, group_name
