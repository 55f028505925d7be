"""What self-inspection missed, of what visits found in the same unit and year."""

from __future__ import annotations

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import markup, messages, statistics, theme
from analysis.lenses import bars, printed, queries, records, shares, titles
from analysis.statistics import agreement

CHART = "plane_mirror.self_missed"


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """The miss rate b/(b + d) of each unit, and of all together (domain.md 3.2).

    b: found by a visit and missed by the unit; d: found by both; c: found by the unit alone in
    what was visited. McNemar's test says whether one side misses more; Chapman's estimate
    (n₁+1)(n₂+1)/(m+1) - 1 of how many problems there are is a lower bound, because both sides
    rarely search independently.

    Returns:
        One row per unit, a small one without its name: `both_count` (d), `missed_count` (b),
        `known_count` (b + d), `doubtful_count` (in no share), `alone_count` (c),
        `own_found_count` (c + d: what the unit found itself, to read beside its misses),
        `missed_share` with `low` and `high` (Wilson),
        `status`. `attrs` has those of all together, `p_value` and `least_count` (Chapman).
    """
    counts = queries.recorded(connection, "linked.findings", __file__, year=year, unit=unit)
    if counts.empty:
        return records.lacking(counts, "plane_mirror", "findings")
    status = shares.by_size(counts["known_count"], small_count)
    found = counts.assign(
        **shares.of(counts, part="missed", whole="known", status=status), status=status
    )
    found = found.assign(unit=found["unit"].where(status == "ok"))
    both, missed, alone = (
        int(counts[f"{name}_count"].sum()) for name in ("both", "missed", "alone")
    )
    known = both + missed
    low, high = statistics.wilson(missed, known) if known else (float("nan"),) * 2
    shift = agreement.mcnemar([[both, alone], [missed, 0]]) if missed + alone else None
    return queries.titled(
        found,
        reason="suppressed",
        missed_count=missed,
        both_count=both,
        alone_count=alone,
        known_count=known,
        doubtful_count=int(counts["doubtful_count"].sum()),
        missed_share=missed / known if known else float("nan"),
        low_share=low,
        high_share=high,
        p_value=shift.p_value if shift else float("nan"),
        least_count=round(agreement.chapman(both + alone, known, both)),
        distinct_count=both + missed + alone,
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """One bar per unit: the share of what visits found that it had missed."""
    if records.is_lacking(frame):
        return records.nothing(frame, CHART, language)
    drawn = frame.loc[frame["status"] == "ok"]
    if drawn.empty:
        return titles.unsaid(frame, CHART, language)
    labels = [theme.label(str(name), width=18) for name in drawn["unit"]]
    texts = [shares.counted(row, "missed", "known", language) for row in drawn.to_dict("records")]
    figure = bars.shares(drawn, value="missed_share", labels=labels, texts=texts)
    figure.update_xaxes(title=messages.say(language, "plane_mirror.missed_share"))
    return titles.said(figure, CHART, language, printed.values(frame, language))


def note(frame: pd.DataFrame, language: str) -> markup.Markup:
    """How many there are at least, and which side misses more."""
    if records.is_lacking(frame):
        return markup.join()
    names = ("both_count", "missed_count", "alone_count", "least_count", "doubtful_count")
    values = {name: frame.attrs[name] for name in (*names, "distinct_count")}
    p_value = frame.attrs["p_value"]
    said = "< 0.001" if p_value < 0.001 else f"= {p_value:.3f}"
    told = messages.say(language, "plane_mirror.self_missed_note", p_text=said, **values)
    return markup.note(told)
