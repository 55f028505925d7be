"""The page of what changed since the last published edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analysis import markup, messages
from analysis.publish import changes
from analysis.publish.pieces import Piece

NAME = "changes"
_ROWS = 500  # of one kind; all of them stand in changes.json
_FLAGS = ("new_flags", "confirmed", "dismissed")  # they have a card
_HEADINGS = ("unit", "register_year", "issue_text")


def sentences(found: Mapping[str, Any], language: str) -> list[str]:
    """One sentence for each kind of change that there is; none for an edition without any."""
    said = [
        messages.say(language, f"changes.count_{kind}", count=len(found[kind]),
                     row_count=len(found[kind]))
        for kind in changes.KINDS
        if found[kind]
    ]  # fmt: skip
    return [*said, *_moved(found, language), *_defined(found, language)]


def head(found: Mapping[str, Any], since: str, language: str) -> dict[str, Any]:
    """The head of the page: its finding says how much changed, and since when."""
    count = sum(len(found[kind]) for kind in (*changes.KINDS, "moves", "definitions"))
    key = "first" if found["is_first"] else "some" if count else "none"
    other = "en" if language != "en" else "zh-Hans"
    return {
        "title": messages.say(language, "changes.title"),
        "other_title": messages.say(other, "changes.title"),
        "other_language": other,
        "question": messages.say(language, "changes.question"),
        "finding": messages.say(
            language, f"changes.finding_{key}", change_count=count, since_text=since
        ),
        "facts": {},
        "names_units": True,
    }


def pieces(found: Mapping[str, Any], language: str, pages: Mapping[str, str]) -> list[Piece]:
    """The parts of the page; a kind of change that there is not has none."""
    parts = [*_values(found, language)]
    parts += [
        _kind(kind, found[kind], language, has_cards="flags" in pages)
        for kind in changes.KINDS
        if found[kind]
    ]
    return [Piece("markup", f"changes-{place}", markup=each) for place, each in enumerate(parts)]


def _values(found: Mapping[str, Any], language: str) -> Iterator[markup.Markup]:
    for name, said in (
        ("moves", _moved(found, language)),
        ("definitions", _defined(found, language)),
    ):
        if said:
            items = (markup.element("li", text) for text in said)
            yield markup.join(
                markup.section(messages.say(language, f"changes.{name}"), anchor=name),
                markup.element("ul", *items, class_="shapes"),
            )


def _kind(
    kind: str, rows: list[dict[str, Any]], language: str, *, has_cards: bool
) -> markup.Markup:
    title = messages.say(language, f"changes.{kind}", row_count=len(rows))
    shown = [[_cell(row, name) for name in _HEADINGS] for row in rows[:_ROWS]]
    if has_cards and kind in _FLAGS:
        text = messages.say(language, "plane_mirror.column_card")
        shown = [[*cells, _card(row, kind, text)] for cells, row in zip(shown, rows, strict=False)]
    keys = [*_HEADINGS, *(["card"] if has_cards and kind in _FLAGS else [])]
    return markup.join(
        markup.section(title, anchor=kind.replace("_", "-")),
        markup.rows(
            shown,
            caption=title,
            headings=[messages.say(language, f"changes.column_{key}") for key in keys],
        ),
    )


def _cell(row: Mapping[str, Any], name: str) -> str | None:
    return None if row[name] is None else str(row[name])


def _card(row: Mapping[str, Any], kind: str, text: str) -> markup.Markup | None:
    if kind == "dismissed":
        return None
    return markup.element("a", text, href=f"flags.html#issue-{row['id']}")


def _moved(found: Mapping[str, Any], language: str) -> list[str]:
    return [
        messages.say(
            language,
            f"changes.moved_{move['shape']}",
            name_text=messages.say(language, f"indicator.{move['name']}"),
            before_text=_value(move["name"], move["before"], language),
            now_text=_value(move["name"], move["now"], language),
        )
        for move in found["moves"]
    ]


def _defined(found: Mapping[str, Any], language: str) -> list[str]:
    return [
        messages.say(
            language,
            "changes.defined",
            name_text=messages.say(language, f"indicator.{each['name']}"),
            before_text=each["before"],
            now_text=each["now"],
        )
        for each in found["definitions"]
    ]


def _value(name: str, value: float, language: str) -> str:
    if name == "time_to_close":
        return messages.say(language, "indicator.time_to_close_value", value_count=value)
    return messages.percent(language, value)
