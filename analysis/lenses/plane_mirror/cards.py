"""Evidence cards: two texts side by side, every character coloured by where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from analysis import messages
from analysis.markup import TEXT_LENGTH, Markup, element, join

if TYPE_CHECKING:
    import pandas as pd

SPAN_KINDS = ("same", "date", "number", "name", "new")

_REMARKS = ("reason_text", "runner_up_text", "reply_text")


def evidence_cards(frame: pd.DataFrame, *, language: str) -> Markup:
    """One card for each row, under a legend; at the top of each its class and its status.

    Args:
        frame: one row per flagged issue, strongest first:
            `issue_id` (the card's anchor), `title_text` (the class in words), `status`
            (`candidate`, `confirmed`, `dismissed`, `unsure`),
            `unit`, `register_year`, `source_text` (file, sheet, row), `spans`,
            `prior_unit`, `prior_register_year`, `prior_source_text`, `prior_spans`,
            `reason_text` (why it was flagged), `runner_up_text` (next best predecessor, or ""),
            `reply_text` (what the unit has answered, or "").
            `spans` and `prior_spans` are lists of (kind, text) in reading order, whose texts
            together are the issue text; the kinds are `same`, `date`, `number`, `name`, `new`.
            `cure_text` and `prior_cure_text` (what the register says of the cure) may be missing,
            and so may `reply_text`.
        language: one of `messages.LANGUAGES`.
    """
    return join(legend(language), several(frame, language=language))


def several(frame: pd.DataFrame, *, language: str) -> Markup:
    """The same without the legend; where `prior_unit` is missing a card has one side."""
    cards = (_card(row, language) for row in frame.to_dict("records"))
    return element("div", *cards, class_="evidence-cards")


def legend(language: str) -> Markup:
    """What each colour and underline of a card says."""
    items = (
        element("li", element("span", messages.say(language, f"publish.span_{kind}"), class_=kind))
        for kind in SPAN_KINDS
    )
    return element(
        "ul", *items, class_="legend", aria_label=messages.say(language, "publish.legend")
    )


def coloured(spans: Iterable[tuple[str, str]]) -> Markup:
    """The text of the spans, each in the colour and underline of its kind."""
    shown = _within(spans, TEXT_LENGTH)
    return join(*(element("span", text, class_=_kind(kind)) for kind, text in shown))


def _within(spans: Iterable[tuple[str, str]], length: int) -> Iterator[tuple[str, str]]:
    """The spans up to `length` characters in all; a last one says how many are left out."""
    left_out = 0
    for kind, text in spans:
        if text[:length]:
            yield kind, text[:length]
        left_out += len(text[length:])
        length -= len(text[:length])
    if left_out:
        yield "same", f"… (+{left_out:,})"


def _card(row: Mapping[Any, Any], language: str) -> Markup:
    status = str(row["status"])
    heading = element(
        "header",
        element("h3", str(row["title_text"])),
        element(
            "span", messages.say(language, f"publish.status_{status}"), class_=f"status {status}"
        ),
    )
    before = [_side(row, "prior_", language)] if isinstance(row["prior_unit"], str) else []
    sides = element("div", *before, _side(row, "", language), class_="sides")
    remarks = (element("p", str(row.get(column, ""))) for column in _REMARKS)
    footer = element("footer", *(remark for remark in remarks if remark != "<p></p>"))
    return element(
        "article", heading, sides, footer, class_="evidence-card", id=f"issue-{row['issue_id']}"
    )


def _side(row: Mapping[Any, Any], prefix: str, language: str) -> Markup:
    when = messages.say(
        language,
        "publish.filed_before" if prefix else "publish.filed_now",
        unit=str(row[f"{prefix}unit"]),
        register_year=row[f"{prefix}register_year"],
    )
    return element(
        "section",
        element("h4", when),
        element("blockquote", coloured(row[f"{prefix}spans"])),
        element("p", str(row[f"{prefix}source_text"]), class_="source"),
        *_cure(row, prefix),
    )


def _cure(row: Mapping[Any, Any], prefix: str) -> tuple[Markup, ...]:
    text = row.get(f"{prefix}cure_text")
    return (element("p", str(text), class_="source"),) if text else ()


def _kind(kind: str) -> str:
    if kind not in SPAN_KINDS:
        raise ValueError(f"a span is one of {SPAN_KINDS}, not {kind!r}")
    return kind
