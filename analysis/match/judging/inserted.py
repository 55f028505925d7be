"""Words for an unsaid time (this year, recently) that one text has and the other leaves out.

Against a date such a word is a date; put in alone it is a word more, as "still" or "again" is.
"""

from __future__ import annotations

import duckdb

from analysis import warehouse
from analysis.text.dates import occasions
from analysis.text.forms import forms

_SETTLED = """
create or replace temp table judged as
select
    judged.* replace (
        if(inserted.newer_text is null, judged.reuse_class, 'reworded') as reuse_class,
        case
            when inserted.newer_text is null then judged.changed_kinds
            else list_sort(list_distinct(list_append(judged.changed_kinds, 'function')))
        end as changed_kinds
    )
from judged
left join inserted using (register_year, newer_text, older_text)
"""


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Say in `judged` where no more than a word for an unsaid time was put in or left out."""
    warehouse.derive(
        connection, "match/steps/inserted", mask=forms.DATE, relative=occasions.RELATIVE
    )
    connection.execute(_SETTLED)
