"""Entries filed twice in a year, texts with another unit's name, dates that cannot be: as cards."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd

from analysis import messages
from analysis.lenses import places, printed, queries
from analysis.lenses.plane_mirror import cards
from analysis.markup import Markup, element, join
from analysis.text.wording import alignment

KINDS = ("same_year", "foreign_residue", "date_paradox")
_DATES = ("found", "effective", "due", "closed", "filed")


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", card_count: int
) -> pd.DataFrame:
    """Doubts about entries of `year` that are no question of an earlier year's copy.

    Returns:
        One row per case, at most `card_count` of each kind: `doubt` (`same_year`: the same words
        twice in one year's register, `foreign_residue`, `date_paradox`), the columns of the query,
        and `spans` and `prior_spans` as `cards.evidence_cards` takes them (no `prior_spans` where
        nothing earlier belongs to the case). `attrs` has how many there are of each kind.
    """
    cases = queries.read(connection, __file__, year=year, unit=unit, card_count=card_count)
    covered = [
        _covered(row["prior_issue_text"], row["issue_text"]) for row in cases.to_dict("records")
    ]
    added = {
        "prior_spans": pd.Series([pair[0] for pair in covered], dtype="object"),
        "spans": pd.Series([pair[1] for pair in covered], dtype="object"),
    }
    firsts = cases.drop_duplicates("doubt").set_index("doubt")["doubt_count"]
    counts = {f"{kind}_count": int(firsts.get(kind, 0)) for kind in KINDS}
    return queries.titled(cases.assign(**added), register_year=year, **counts)


def shown(frame: pd.DataFrame, language: str) -> Markup:
    """A part with its own heading for each kind that has cases; nothing where none has any."""
    parts = [
        _part(frame.loc[frame["doubt"] == kind], kind, frame.attrs[f"{kind}_count"], language)
        for kind in KINDS
        if frame.attrs[f"{kind}_count"]
    ]
    if not parts:
        return join(
            element("h2", messages.say(language, "plane_mirror.doubts")),
            element(
                "p",
                messages.say(
                    language, "plane_mirror.doubts_none", **printed.values(frame, language)
                ),
            ),
        )
    text = messages.say(language, "plane_mirror.doubts_text")
    heading = element("h2", messages.say(language, "plane_mirror.doubts"))
    return join(heading, element("p", text), *parts)


def _part(rows: pd.DataFrame, kind: str, count: int, language: str) -> Markup:
    values = {"doubt_count": count, "shown_count": len(rows)}
    said = messages.say(language, f"plane_mirror.doubt_{kind}_text", **values)
    return join(
        element("h3", messages.say(language, f"plane_mirror.doubt_{kind}", **values)),
        element("p", said),
        cards.several(_said(rows, language), language=language),
    )


def _said(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """The cases in the columns of `cards.evidence_cards`."""
    rows: list[dict[str, Any]] = [
        {str(key): value for key, value in row.items()} for row in frame.to_dict("records")
    ]
    return frame.assign(
        title_text=[messages.say(language, f"class.{row['shown_class']}") for row in rows],
        status=["candidate" if pd.isna(row["verdict"]) else row["verdict"] for row in rows],
        source_text=[places.place(row, "", language) for row in rows],
        prior_source_text=[
            "" if pd.isna(row["prior_unit"]) else places.place(row, "prior_", language)
            for row in rows
        ],
        reason_text=[_dates(row, language) for row in rows],
        runner_up_text="",
    )


def _dates(row: dict[str, Any], language: str) -> str:
    """Every date of the entry, so that a reader sees which of them cannot be."""
    told = [
        messages.say(language, f"plane_mirror.dated_{name}", told_date=row[f"{name}_date"].date())
        for name in _DATES
        if not pd.isna(row[f"{name}_date"])
    ]
    if not told:
        return messages.say(language, "plane_mirror.dated_none")
    return messages.say(language, "plane_mirror.list").join(told)


def _covered(prior: Any, text: str) -> tuple[Any, list[tuple[str, str]]]:
    """Both texts in spans; one without an earlier one is plain."""
    if pd.isna(prior):
        return None, [("same", text)]
    covers = alignment.provenance(prior, text)
    older, newer = (
        [(piece.kind, each[piece.start : piece.end]) for piece in cover]
        for each, cover in zip((prior, text), covers, strict=True)
    )
    return older, newer
