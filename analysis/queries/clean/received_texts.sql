-- One row per distinct text of an issue.
select distinct subject_text from raw.registers order by subject_text
