-- One row per doubt that several rows or files raise together: numbers that stand on several entries,
-- numbers and whole lists that two units have in one year (ruling 2).
with documents as (
    select
        source_file,
        source_sheet,
        source_row,
        'source_key' as column_name,
        document_number as value,
        'shared_number' as rule,
        'The number stands on other entries of this unit and year too, so it is taken for the number'
        || ' of a document; the entries are told apart by text, date and place.' as reason
    from clean.issues
    where document_number is not null and part = 1
),

-- The same number on the same text, or one long enough to be no unit's own count.
numbered as (
    select
        issues.unit, issues.register_year, issues.source_key, texts.n2_key,
        min_by(
            {'source_file': source_file, 'source_sheet': source_sheet, 'source_row': source_row},
            (source_file, source_row)
        ) as place
    from clean.issues as issues
    inner join clean.texts as texts on texts.text_id = issues.text_id
    where issues.source_key is not null
    group by all
),

shared_keys as (
    select
        one.unit, other.unit as other_unit, one.register_year,
        min(one.source_key) as value,
        min_by(one.place, one.source_key) as place,
        count(distinct one.source_key) as number_count
    from numbered as one
    inner join numbered as other
        on other.source_key = one.source_key
        and other.register_year = one.register_year
        and other.unit <> one.unit
    where one.n2_key = other.n2_key
        or length(regexp_replace(one.source_key, '[^0-9]', '', 'g')) >= 5
    group by one.unit, other.unit, one.register_year
),

keys as (
    select
        place.source_file, place.source_sheet, place.source_row,
        'source_key' as column_name,
        value,
        'number_of_two_units' as rule,
        format(
            '{} number(s) of {} stand in the register of {} of the same year too, for instance {}.'
            || ' If one register was filed under two names, take one out; if the finding is of both,'
            || ' nothing is wrong.',
            number_count, unit, other_unit, value
        ) as reason
    from shared_keys
),

lists as (
    select
        unit,
        register_year,
        count(distinct text_id) as text_count,
        bit_xor(hash(text_id)) as content,
        min_by(
            {'source_file': source_file, 'source_sheet': source_sheet, 'source_row': source_row},
            (source_file, source_row)
        ) as place
    from (
        select distinct on (unit, register_year, text_id)
            unit, register_year, text_id, source_file, source_sheet, source_row
        from clean.issues
        where text_kind = 'own'
        order by unit, register_year, text_id, source_file, source_row
    )
    group by unit, register_year
),

same_lists as (
    select
        one.place.source_file, one.place.source_sheet, one.place.source_row,
        'unit' as column_name,
        one.unit as value,
        'list_of_two_units' as rule,
        format(
            'The register of {} of {} has the same {} entries as that of {}. If one was filed under'
            || ' two names, take one out; if one was copied, both should say what they found.',
            one.unit, one.register_year, one.text_count, other.unit
        ) as reason
    from lists as one
    inner join lists as other
        on other.register_year = one.register_year
        and other.text_count = one.text_count
        and other.content = one.content
        and other.unit <> one.unit
    where one.text_count >= 3
)

select * from documents
union all
select * from keys
union all
select * from same_lists
order by source_file, source_sheet nulls first, source_row, rule, reason
