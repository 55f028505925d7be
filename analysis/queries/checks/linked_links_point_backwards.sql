-- One row per link to an issue that is not earlier (contract, ruling 1).
select links.issue_id, links.prior_issue_id
from linked.links as links
inner join clean.issues as newer on newer.issue_id = links.issue_id
inner join clean.issues as older on older.issue_id = links.prior_issue_id
where older.register_year > newer.register_year
    or (
        older.register_year = newer.register_year
        and coalesce(older.found_start_date >= newer.found_start_date, true)
    )
order by links.issue_id, links.prior_issue_id
