"""Benefits as claimed: days and money saved, and what they are compared with."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis import markup, messages
from analysis.lenses import queries, records, titles

_COLUMNS = ("claim_text", "value_text", "comparator", "claim_state")


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "") -> pd.DataFrame:
    """Benefits that somebody claims; one without a figure and a comparator stays a claim.

    Returns:
        One row per claim: `claim_text`, `metric`, `value_text`, `comparator`, `has_evidence`,
        `is_compared` (both a figure and what it is compared with are on record).
    """
    found = queries.recorded(connection, "clean.claims", __file__, year=year, unit=unit)
    if found.empty:
        return records.lacking(found, "convex_lens", "claims")
    compared = int(found["is_compared"].sum())
    return queries.titled(found, claim_count=len(found), compared_count=compared)


def listed(frame: pd.DataFrame, language: str) -> markup.Markup:
    """Each claim with its comparator, or the word that says it has none."""
    if frame.empty:
        return markup.join()
    states = [
        messages.say(language, f"convex_lens.claim_{'compared' if told else 'claimed'}")
        for told in frame["is_compared"]
    ]
    labels = {name: messages.say(language, f"convex_lens.column_{name}") for name in _COLUMNS}
    counts = {name: frame.attrs[name] for name in ("claim_count", "compared_count")}
    caption = messages.say(language, "convex_lens.claims_caption", **counts)
    rows = frame.assign(claim_state=states)
    return markup.join(
        titles.section("convex_lens.benefits", language),
        markup.table(rows, caption=caption, labels=labels),
    )
