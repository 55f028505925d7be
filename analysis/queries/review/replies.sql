-- One row per link to which a unit has replied; a reply to a text that changed since is on none.
select pairs.issue_id, pairs.prior_issue_id, filed_replies.reply as reply_text, filed_replies.replied_at
from filed_replies
inner join pairs on pairs.pair_key = filed_replies.pair_key
order by pairs.issue_id, pairs.prior_issue_id
