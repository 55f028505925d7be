"""Measure cards: last year's text beside this year's, the elements of both underlined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages
from analysis.lenses import places
from analysis.markup import TEXT_LENGTH, Markup, element, join
from analysis.text.elements import elements

Piece = tuple[int, int, str]


def cards(frame: pd.DataFrame, *, language: str) -> Markup:
    """One card for each pair of measures; the page says `candidate` on every one.

    Args:
        frame: rows of `unchanged_measures.frame`, those to show.
        language: one of `messages.LANGUAGES`.
    """
    shown = (_card(row, language) for row in frame.to_dict("records"))
    return element("div", *shown, class_="evidence-cards")


def chosen(frame: pd.DataFrame, card_count: int) -> pd.DataFrame:
    """The pairs shown as cards: of the reported year, back again before re-dated, longest first.

    One case of each unit comes before a second of any.
    """
    now = frame.loc[
        frame["is_unchanged"] & (frame["register_year"] == frame.attrs["register_year"])
    ]
    keyed = now.assign(
        redated=now["is_redated_only"].astype(bool), length=-now["measure_text"].str.len()
    ).sort_values(["redated", "length", "issue_id"], kind="stable")
    place = keyed.groupby("unit").cumcount()
    ordered = keyed.assign(place=place).sort_values(["redated", "place"], kind="stable")
    first: pd.DataFrame = ordered.head(card_count)
    return first


def underlined(text: str, language: str) -> Markup:
    """The text with each stated element underlined and named in small letters behind it."""
    parts: list[str] = []
    text, left_out = text[:TEXT_LENGTH], len(text[TEXT_LENGTH:])
    end = 0
    for start, stop, name in _pieces(text):
        label = messages.say(language, f"microscope.element_{name}_short")
        parts += [text[end:start], element("u", text[start:stop]), element("sub", label)]
        end = stop
    return join(*parts, text[end:], f"… (+{left_out:,})" if left_out else "")


def _pieces(text: str) -> list[Piece]:
    """Spans of elements in reading order; what overlaps an earlier span is left out."""
    found = elements.elements(text)
    spans = sorted((*span, name) for name, each in found.spans.items() for span in each)
    kept: list[Piece] = []
    for start, stop, name in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, stop, name))
    return kept


def _card(row: Mapping[Any, Any], language: str) -> Markup:
    kind = "redated" if row["is_redated_only"] else "back"
    heading = element(
        "header",
        element("h3", str(row["subject_text"])),
        element(
            "span", messages.say(language, "publish.status_candidate"), class_="status candidate"
        ),
    )
    sides = element("div", _side(row, "prior_", language), _side(row, "", language), class_="sides")
    said = messages.say(language, f"microscope.card_{kind}")
    footer = element("footer", element("p", said))
    return element("article", heading, sides, footer, class_="evidence-card")


def _side(row: Mapping[Any, Any], prefix: str, language: str) -> Markup:
    year = row["prior_year"] if prefix else row["register_year"]
    score = row["prior_score"] if prefix else row["quantification_score"]
    hollow = row[f"{prefix}hollow_share"]
    when = messages.say(
        language,
        "microscope.card_side",
        unit_text=str(row["unit"]),
        register_year=year,
        score_count=int(score),
        hollow_share=float(hollow),
    )
    return element(
        "section",
        element("h4", when),
        element("blockquote", underlined(str(row[f"{prefix}measure_text"]), language)),
        element("p", places.place(row, prefix, language), class_="source"),
    )
