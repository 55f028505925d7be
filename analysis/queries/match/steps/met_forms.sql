-- One row per form that met another.
select newer_form as form from met_in_units
union
select older_form from met_in_units
union
select newer_form from met_anywhere
union
select older_form from met_anywhere
order by form
