"""What is claimed to be solved, beside how much anybody looked."""

from __future__ import annotations

import duckdb
import pandas as pd

from analysis import markup, messages
from analysis.lenses import queries


def frame(connection: duckdb.DuckDBPyConnection, *, year: int) -> pd.DataFrame:
    """Outcomes as claimed, which nothing counts.

    Returns:
        One row per claim: `claim_year`, `claim_text`, `value_text`, `comparator`, `has_evidence`.
    """
    found = queries.recorded(connection, "clean.claims", __file__, year=year)
    bare = int((~found["has_evidence"].astype(bool)).sum()) if len(found) else 0
    return queries.titled(found, claim_count=len(found), bare_count=bare)


def listed(frame: pd.DataFrame, language: str) -> markup.Markup:
    """Each claim with what is given for it."""
    if frame.empty:
        return markup.join()
    rows = frame.assign(
        evidence=[
            messages.say(language, f"magnifier.evidence_{'some' if told else 'none'}")
            for told in frame["has_evidence"]
        ],
        compared=[
            text if isinstance(text, str) else messages.say(language, "magnifier.no_comparator")
            for text in frame["comparator"]
        ],
    )
    columns = ("claim_text", "evidence", "compared")
    labels = {name: messages.say(language, f"magnifier.column_{name}") for name in columns}
    caption = messages.say(
        language,
        "magnifier.claims_caption",
        claim_count=len(frame),
        bare_count=frame.attrs["bare_count"],
    )
    return markup.table(rows, caption=caption, labels=labels)
