-- One row per entry with a best link: whether it says anything that no earlier entry of the same
-- problem said (axis E). A date is never evidence (ruling 3). What texts state is asked of copies in
-- the same problem alone, so that no later entry changes the answer.
with members as (
    select roots.root, entries.entry, entries.looks_from, entries.text, entries.evidence
    from roots
    inner join entries on entries.entry = roots.entry
),

said as (
    select members.root, members.entry, members.looks_from, facts.fact
    from members
    inner join facts on facts.text = members.text
    union all
    select root, entry, looks_from, 'row ' || evidence
    from members
    where evidence is not null
),

first_said as (
    select root, fact, min((looks_from, entry)) as first_place
    from said
    group by root, fact
),

new_facts as (
    select
        said.entry,
        bool_or(said.fact like 'row %') as has_new_row,
        bool_or(said.fact like 'code %') as has_new_code
    from said
    inner join first_said on first_said.root = said.root and first_said.fact = said.fact
    where (said.looks_from, said.entry) = first_said.first_place
    group by said.entry
)

select
    ranked.entry,
    case
        when new_facts.has_new_row then 'verifiable'
        when ranked.is_same_problem
            and reuse.takes_facts
            and new_facts.entry is not null then 'verifiable'
        -- Beside another count a case code tells of another event; the count alone does not.
        when ranked.reuse_class = 'recounted'
            and list_contains(ranked.changed_kinds, 'code')
            and new_facts.has_new_code then 'verifiable'
        when list_has_any(ranked.changed_kinds, ['quantity', 'code']) then 'text_only'
        else 'none'
    end as evidence_class
from ranked
inner join linked.reuse_classes as reuse on reuse.reuse_class = ranked.reuse_class
left join new_facts on new_facts.entry = ranked.entry
where ranked.place = 1
