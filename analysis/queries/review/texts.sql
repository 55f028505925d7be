-- One row per link with what its verdict hangs on and both texts, to see what was edited in a sheet.
select pairs.*, newer.issue_text, older.issue_text as prior_issue_text
from pairs
inner join clean.issues as newer on newer.issue_id = pairs.issue_id
inner join clean.issues as older on older.issue_id = pairs.prior_issue_id
order by pairs.pair_key
