-- One row per form asked about in a unit at a time and earlier form that met it, in the unit or
-- anywhere.
select unit, newer_form, time, older_form from met_in_units
union
select unit, newer_form, time, older_form from met_anywhere
order by newer_form, older_form, unit, time
