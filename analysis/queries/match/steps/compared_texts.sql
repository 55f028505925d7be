-- One row per text that some pair compares.
select newer_text as text from text_pairs
union
select older_text as text from text_pairs
order by text
