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
_FEWEST = 2  # values that make a line
_SPARK_STEP = 16  # pixels from one value to the next


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


def section(title: str, *paragraphs: str, anchor: str = "") -> Markup:
    """The heading (h2) that opens a part of the page, and paragraphs below it.

    Args:
        title: the heading.
        paragraphs: what stands below it.
        anchor: the address of the part on its page; the page numbers those without one.
    """
    heading = element("h2", title, id=anchor or None)
    return join(heading, *(element("p", text) for text in paragraphs))


def tiles(frame: pd.DataFrame) -> Markup:
    """Key figures side by side, one for each row.

    Args:
        frame: `label_text`, `value_text`, `note_text` (n, interval, definition), and `status`:
            `ok`, or why there is no value (`too_early`, `not_applicable`, `no_denominator` …),
            which is drawn muted with a dashed edge. `state_text` (its change), `points` and
            `points_text` (for `spark_line`), `more_text` behind `more_label_text`, and `href` with
            `href_text` (where the figure leads to), may be missing.
    """
    return element("ul", *map(_tile, frame.to_dict("records")), class_="tiles")


def links(actions: Iterable[Mapping[str, str]]) -> Markup:
    """A list of things to do: the `text` of each leads to its `href`."""
    items = (element("li", element("a", each["text"], href=each["href"])) for each in actions)
    return element("ul", *items, class_="actions")


def spark_line(points: Sequence[float | None], told: str) -> Markup:
    """A line of a few values without axes, the last one marked; a gap where a value is missing.

    Args:
        points: values at equal steps.
        told: the same in words, for those who do not see it.
    """
    known = [value for value in points if value is not None]
    if len(known) < _FEWEST:
        return Markup()
    low, high = min(known), max(known)
    places = [
        (_SPARK_STEP * place + 4, 20 - 16 * (value - low) / ((high - low) or 1))
        for place, value in enumerate(points)
        if value is not None
    ]
    line = " ".join(f"{across:g},{down:.1f}" for across, down in places)
    across, down = places[-1]
    width = _SPARK_STEP * (len(points) - 1) + 8
    return element(
        "svg",
        element("polyline", points=line),
        *(element("circle", cx=f"{x:g}", cy=f"{y:.1f}", r="1.6") for x, y in places[:-1]),
        element("circle", cx=f"{across:g}", cy=f"{down:.1f}", r="3.2", class_="last"),
        viewBox=f"0 0 {width} 24", width=str(width), height="24",
        role="img", aria_label=told, class_="spark",
    )  # fmt: skip


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
    """The same for rows that are no frame; None is missing, the first value heads its row.

    Without any row there is no table: the caption stands alone.
    """
    kept = [list(row) for row in values]
    if not kept:
        return note(caption)
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
        *_change(row),
        element("span", str(row["note_text"]), class_="detail"),
        *_more(row),
        *_way(row),
        class_="tile" if status == "ok" else "tile missing",
        data_status=status,
    )


def _way(row: Mapping[Any, Any]) -> tuple[Markup, ...]:
    """Where the figure leads to."""
    if not row.get("href"):
        return ()
    return (element("a", str(row["href_text"]), href=str(row["href"]), class_="way"),)


def _more(row: Mapping[Any, Any]) -> tuple[Markup, ...]:
    text = row.get("more_text")
    if not text:
        return ()
    summary = element("summary", str(row["more_label_text"]))
    return (element("details", summary, element("span", text, class_="detail")),)


def _change(row: Mapping[Any, Any]) -> tuple[Markup, ...]:
    line = spark_line(row.get("points") or [], str(row.get("points_text")))
    parts = [line, str(row.get("state_text") or "")]
    return (element("span", *parts, class_="change"),) if any(parts) else ()


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
    if isinstance(value, Markup):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, datetime.date):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value)
