-- One row per date as received and year that a missing year would stand for (0 when unknown).
with registered as (
    unpivot (
        select
            register_year as year, found_date_text, due_date_text, effective_date_text,
            closed_date_text, verified_date_text
        from raw.registers
    )
    on columns(* exclude year)
    into name field value date_text
)

select distinct date_text, year from registered
union
select inspected_date_text, 0 from raw.inspections where inspected_date_text is not null
order by date_text, year
