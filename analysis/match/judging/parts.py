"""Entries of several problems: one part exchanged for another while the others stayed.

What a letter says to everybody (what is demanded, by when, to whom to report) is its form and not
a part of what was found.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import duckdb

from analysis import warehouse

_WORDS = Path(__file__).with_name("parts.toml")
# A part stayed: a person must look, whatever the exchange alone would be. None did: the letter is
# the same, and its finding another.
_SETTLED = """
create or replace temp table judged as
select
    judged.* replace (
        case
            when exchanged.is_kept then 'review'
            when exchanged.is_kept is false then 'none'
            else judged.reuse_class
        end as reuse_class,
        case
            when exchanged.is_kept is null then judged.changed_kinds
            else list_sort(list_distinct(list_append(judged.changed_kinds, 'text')))
        end as changed_kinds
    )
from judged
left join exchanged using (register_year, newer_text, older_text)
"""


def settle(connection: duckdb.DuckDBPyConnection, exchanged_share: float) -> None:
    """Say in `judged` where one whole part was exchanged; `exchanged` holds those pairs.

    Two parts are another where they share at most `exchanged_share` of the smaller one's words.
    """
    words: dict[str, str] = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    warehouse.derive(connection, "match/steps/exchanged", exchanged_share=exchanged_share, **words)
    connection.execute(_SETTLED)
