-- One row per entry and earlier entry found for it, best first: what it lists again, then a copy in
-- the same unit, then a copy of another unit, then a proposal, then the same about another name, in the unit or outside
-- it, then what a person must settle.
with paired as (
    select entry, prior, min(level) as level
    from found
    group by entry, prior
),

classed as (
    select
        paired.entry,
        paired.prior,
        paired.level,
        newer.unit = older.unit as is_same_unit,
        older.seen_from,
        listed.entry is not null as is_listed,
        -- What the columns tell of two entries of one unit; from another unit they tell nothing.
        case
            when newer.unit = older.unit and listed.entry is null then list_concat(
                if(newer.place <> older.place, ['place'], []),
                if(newer.object <> older.object, ['object'], []),
                if(
                    newer.number <> older.number and newer.keeps_apart and older.keeps_apart,
                    ['code'],
                    []
                )
            )
            else []
        end as apart_kinds,
        renamed.entry is not null as is_renamed,
        case
            when paired.level = 0 then case when newer.form1 = older.form1 then 'verbatim' else 'none' end
            when paired.level = 1 then 'verbatim'
            when paired.level = 2 then 'redated'
            when paired.level = 7 then 'none'
            when paired.level = 8 and newer.form1 = older.form1 then 'verbatim'
            when paired.level = 8 and newer.form2 = older.form2 then 'redated'
            else judged.reuse_class
        end as reuse_class,
        case
            when paired.level = 1 then []
            when paired.level = 2 then ['date']
            else coalesce(judged.changed_kinds, [])
        end as changed_kinds,
        case when paired.level in (1, 2) then 1.0 else judged.similarity end as similarity
    from paired
    inner join entries as newer on newer.entry = paired.entry
    inner join entries as older on older.entry = paired.prior
    left join judged
        on judged.register_year = newer.register_year
        and judged.newer_text = newer.text
        and judged.older_text = older.text
    left join listed_again as listed on listed.entry = paired.entry and listed.prior = paired.prior
    left join renamed on renamed.entry = paired.entry and renamed.prior = paired.prior
),

-- Another place, object or number is another problem, however alike the words (rulings 5, 23).
told as (
    select
        classed.* replace (
            case
                when apart_kinds = [] then coalesce(classed.reuse_class, 'none')
                when reuse.is_same_problem and not reuse.is_progress then 'name_swapped'
                when classed.reuse_class = 'name_swapped' then 'name_swapped'
                else 'none'
            end as reuse_class,
            list_sort(list_distinct(list_concat(changed_kinds, apart_kinds))) as changed_kinds
        )
    from classed
    left join linked.reuse_classes as reuse on reuse.reuse_class = classed.reuse_class
),

related as (
    select
        classed.*,
        case
            when is_listed then 'listed_again'
            when level = 7 then 'proposed'
            when is_same_unit then 'same_unit'
            else 'other_unit'
        end as relation,
        reuse.class_order,
        coalesce(reuse.is_same_problem, false) as is_sameness,
        coalesce(reuse.is_cross_unit, false) as is_cross_unit
    from told as classed
    left join linked.reuse_classes as reuse on reuse.reuse_class = classed.reuse_class
),

tiered as (
    select
        *,
        case
            when relation = 'listed_again' then 0
            when relation = 'same_unit' and (level = 0 or is_sameness) then 1
            -- Bodies write alike: from another unit only a near copy says anything.
            when relation = 'other_unit'
                and (similarity < $other_unit_similarity or not is_cross_unit)
                then null
            when relation = 'other_unit' and (reuse_class <> 'name_swapped' or is_renamed) then 2
            when relation = 'proposed' then 3
            -- The same sentence about another thing in another unit: only a near copy is one.
            when reuse_class = 'name_swapped' and (is_same_unit or similarity >= $renamed_similarity)
                then 4
            when relation = 'same_unit' and reuse_class = 'review' then 5
        end as tier
    from related
),

placed as (
    select
        *,
        row_number() over (
            partition by entry
            order by
                tier, class_order, round(coalesce(similarity, 0), 3) desc,
                -- As near a sentence of its own is where it comes from.
                is_same_unit desc, seen_from desc, prior
        ) as place
    from tiered
    where tier is not null
)

select
    entry,
    prior,
    place,
    relation,
    reuse_class,
    changed_kinds,
    similarity,
    is_same_unit,
    tier <= 1 as is_same_problem
from placed
where place <= $links_kept
