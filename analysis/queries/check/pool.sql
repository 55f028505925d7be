-- One row per distinct form of the history's texts that shingles are taken of.
select distinct n4 from history.clean.texts order by n4
