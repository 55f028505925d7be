-- One row per text with its codes, marks left out.
select
    text,
    [
        lower(regexp_replace(code, '[^\pL\pN]+', '', 'g'))
        for code in regexp_extract_all(levelled, $code)
    ] as codes
from levelled
order by text
