"""Tests of people: how many were tested, how many positive, and what none positive leaves open."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, statistics, theme
from analysis.lenses import bars, printed, queries, records, titles

CHART = "magnifier.test_results"


def frame(connection: duckdb.DuckDBPyConnection, *, year: int, small_count: int) -> pd.DataFrame:
    """The share of positive tests by subject, with the upper limit where none was positive.

    Sessions whose numbers nobody wrote down give no rate; numbers of fewer than `small_count`
    people are not shown, because they would tell of persons.

    Returns:
        One row per subject: `session_count`, `unrecorded_count` (sessions without numbers),
        `tested_count`, `positive_count`, `positive_share` with `low` and `high` (Wilson, 95 %),
        `status` (`ok`, `no_denominator`, `suppressed`).
    """
    sessions = queries.read(connection, __file__, year=year)
    if sessions.empty:
        return records.lacking(sessions, "magnifier", "inspections:tests")
    grouped = sessions.assign(subject=sessions["subject"].fillna(sessions["inspection_kind"]))
    rows = [
        _row(str(subject), part, small_count)
        for subject, part in grouped.groupby("subject", sort=True)
    ]
    found = pd.DataFrame(rows)
    return queries.titled(
        found,
        reason="no_tests",
        session_count=len(sessions),
        unrecorded_count=int(found["unrecorded_count"].sum()),
        tested_count=int(found["tested_count"].fillna(0).sum()),
        positive_count=int(found["positive_count"].fillna(0).sum()),
        subject_text=str(found["subject"].iloc[0]),
        top_share=float(found["high"].max()),
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Positive shares with their intervals."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    drawn = frame.loc[frame["status"] == "ok"]
    if drawn.empty:
        words = messages.say(language, "magnifier.tests_unrecorded", **_counts(frame))
        return titles.silent(CHART, language, "no_denominator", words)
    labels = [theme.label(str(name), width=18) for name in drawn["subject"]]
    texts = [
        messages.say(
            language,
            "magnifier.positive_of" if row["positive_count"] else "magnifier.none_positive",
            positive_count=row["positive_count"],
            tested_count=row["tested_count"],
            high_share=row["high"],
        )
        for row in drawn.to_dict("records")
    ]
    figure = bars.shares(drawn, value="positive_share", labels=labels, texts=texts)
    figure.update_xaxes(title=messages.say(language, "magnifier.positive_share"))
    return titles.said(figure, CHART, language, printed.values(frame, language))


def _row(subject: str, part: pd.DataFrame, small_count: int) -> dict[str, object]:
    known = part.loc[part["tested_count"].notna() & part["positive_count"].notna()]
    told: dict[str, object] = {
        "subject": subject,
        "session_count": len(part),
        "unrecorded_count": len(part) - len(known),
    }
    nothing = dict.fromkeys(("positive_share", "low", "high"), float("nan"))
    tested, positive = (int(known[f"{name}_count"].sum()) for name in ("tested", "positive"))
    if known.empty or not tested:
        empty = {"tested_count": None, "positive_count": None, "status": "no_denominator"}
        return told | empty | nothing
    if tested < small_count:
        empty = {"tested_count": None, "positive_count": None, "status": "suppressed"}
        return told | empty | nothing
    low, high = statistics.wilson(positive, tested)
    return told | {
        "tested_count": tested,
        "positive_count": positive,
        "status": "ok",
        "positive_share": positive / tested,
        "low": low,
        "high": high,
    }


def _counts(frame: pd.DataFrame) -> dict[str, int]:
    return {name: frame.attrs[name] for name in ("session_count", "unrecorded_count")}
