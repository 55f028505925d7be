"""Pieces of a page as HTML in which nothing that was received can be a tag."""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from numbers import Number
from typing import TYPE_CHECKING, Any

from analysis import messages
from analysis.text.letters import visible

if TYPE_CHECKING:  # pandas takes seconds to import, and a page is put together without it
    import pandas as pd

# Characters of one text on a page: a page of it. The csv files hold the whole text.
TEXT_LENGTH = 2000


class Markup(str):
    """Text that is HTML already; any other text is escaped when it becomes part of an element."""

    __slots__ = ()

    def __html__(self) -> str:
        """Itself: templates ask for this before they escape."""
        return str(self)


def element(name: str, *children: str, **attributes: str | None) -> Markup:
    """One element; children that are not `Markup` and all attribute values are shown and escaped.

    Attribute names lose a trailing underscore (`class_`), others become hyphens (`aria_label`);
    an attribute whose value is None is left out.
    """
    opening = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(shown(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{opening}>{join(*children)}</{name}>")


def join(*parts: str) -> Markup:
    """The parts one after the other; `shown` and escaped where they are not `Markup`."""
    return Markup(
        "".join(part if isinstance(part, Markup) else html.escape(shown(part)) for part in parts)
    )


def shown(text: str) -> str:
    """What a page shows of a text: all of it in sight, and no more than a page of it."""
    if len(text) > TEXT_LENGTH:
        text = f"{text[:TEXT_LENGTH]}… (+{len(text) - TEXT_LENGTH:,})"
    return visible.visible(text)


def section(title: str, *paragraphs: str) -> Markup:
    """The heading (h2) that opens a part of the page, and paragraphs below it."""
    return join(element("h2", title), *(element("p", text) for text in paragraphs))


def tiles(frame: pd.DataFrame) -> Markup:
    """Key figures side by side, one for each row.

    Args:
        frame: `label_text`, `value_text`, `note_text` (n, interval, definition), and `status`:
            `ok`, or why there is no value (`too_early`, `not_applicable`, `no_denominator` …),
            which is drawn muted with a dashed edge.
    """
    return element("ul", *map(_tile, frame.to_dict("records")), class_="tiles")


def limits(language: str, points: Iterable[str], *, title: str = "") -> Markup:
    """The box of what we cannot say, one item for each point; heading from the catalogue."""
    heading = title or messages.say(language, "publish.limits")
    items = (element("li", point) for point in points)
    return element("section", element("h2", heading), element("ul", *items), class_="limits")


def note(text: str) -> Markup:
    """A remark on how to read what stands above it."""
    return element("p", text, class_="note")


def table(
    frame: pd.DataFrame, *, caption: str, labels: Mapping[str, str], limit: int = 500
) -> Markup:
    """A table with a caption, in a box of its own that scrolls sideways.

    Args:
        frame: one row per row; values are printed as they are, missing ones as a dash.
        caption: what the rows are.
        labels: column → heading; only these columns are shown, in this order, and the first one
            heads its row.
        limit: rows beyond it are left to the CSV file.
    """
    shown = frame.loc[:, list(labels)].head(limit).astype(object)
    values = shown.where(shown.notna(), None).itertuples(index=False, name=None)
    return rows(values, caption=caption, headings=labels.values())


def rows(values: Iterable[Sequence[Any]], *, caption: str, headings: Iterable[str]) -> Markup:
    """The same for rows that are no frame; None is missing, the first value heads its row."""
    kept = [list(row) for row in values]
    kinds = ["number" if _is_numeric(column) else None for column in zip(*kept, strict=True)]
    heads = zip_longest(headings, kinds)
    content = element(
        "table",
        element("caption", element("span", caption)),
        element("thead", element("tr", *(_heading(text, kind) for text, kind in heads))),
        element("tbody", *(_row(row, kinds) for row in kept)),
    )
    return element("div", content, class_="scroll", role="region", aria_label=caption, tabindex="0")


def _tile(row: Mapping[Any, Any]) -> Markup:
    status = str(row.get("status", "ok"))
    return element(
        "li",
        element("span", str(row["label_text"]), class_="label"),
        element("strong", str(row["value_text"])),
        element("span", str(row["note_text"]), class_="detail"),
        class_="tile" if status == "ok" else "tile missing",
        data_status=status,
    )


def _is_numeric(column: Iterable[Any]) -> bool:
    known = [value for value in column if value is not None]
    return bool(known) and all(
        isinstance(value, Number) and not isinstance(value, bool) for value in known
    )


def _heading(text: str, kind: str | None) -> Markup:
    return element("th", text, scope="col", class_=kind)


def _row(values: Sequence[Any], kinds: Sequence[str | None]) -> Markup:
    head = element("th", _printed(values[0]), scope="row", class_=kinds[0])
    cells = zip(values[1:], kinds[1:], strict=True)
    return element(
        "tr", head, *(element("td", _printed(value), class_=kind) for value, kind in cells)
    )


def _printed(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, datetime.date):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value)
