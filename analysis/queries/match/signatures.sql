-- One row per entry: all that its links can depend on, in one number; and what the last run of
-- the same rules made of it.
with signed as (
    select
        entries.entry,
        entries.issue_id,
        entries.looks_from,
        entries.seen_from,
        md5(concat_ws(
            chr(31),
            entries.unit_key,
            entries.looks_from,
            entries.seen_from,
            forms.text_id,
            forms.form5,
            entries.is_catalogue,
            entries.is_duplicate,
            coalesce('clause ' || entries.clause, ''),
            coalesce('cause ' || entries.cause, '')
        )) as signature
    from entries
    inner join forms on forms.text = entries.text
)

select
    signed.*,
    known.compared_count,
    known.signature is not distinct from signed.signature as is_known
from signed
left join linked.matched as known
    on known.issue_id = signed.issue_id and known.version = $version
order by signed.entry
