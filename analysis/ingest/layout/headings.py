"""Rows that are titles, or name the unit, year or category of the rows below them."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.ingest.layout import context
from analysis.ingest.layout.marks import Mark
from analysis.ingest.readers.sheets import Cells, Sheet
from analysis.ingest.vocabulary import names

_CATEGORY_LENGTH = 40  # characters; a longer text alone in a row is a note
_WIDE = 3  # columns from which a merged cell is a heading, whatever column it begins in
_NUMBERING = re.compile(
    r"^\s*[（(]?(?:[一二三四五六七八九十]+|[IVX]+|[A-Z]|\d{1,2})[)）、.．:：]\s*"
)
_COUNT_NOTE = re.compile(r"[（(]?共?\s*\d+\s*[项項条條个個件][^）)]*[）)]?\s*$")


class Heading(NamedTuple):
    """The mark of a heading and what it says: `unit`, `year` or `category`."""

    mark: Mark
    said: dict[str, str]


def heading(sheet: Sheet, index: int, issue: int, *, is_tail: bool) -> Heading | None:
    """What the row at `index` says of the rows below it, or None when it is no heading.

    `issue` is the column of the text that makes a row an entry; `is_tail` means that no entry
    follows, so that the row is a note.
    """
    raw = sheet.rows[index]
    first = next(column for column, text in enumerate(raw) if text.strip())
    labels = _labels(raw)
    if labels:
        said = {label: value for label, value in labels if label != "date"}
        return Heading(Mark("title_row", first, "A line about the table is no issue."), said)
    if sum(bool(text.strip()) for text in raw) != 1:
        return None
    text = _COUNT_NOTE.sub("", _NUMBERING.sub("", raw[first].strip())).strip(" :：")
    said = _title(text)
    if not _is_outside(sheet, index, issue, first) and not (said and _NUMBERING.match(raw[first])):
        return None
    if is_tail:
        return Heading(Mark("footnote", first, "A note below the rows is no issue."), {})
    if not said and len(text) <= _CATEGORY_LENGTH:
        said = {"category": text}
    reason = "A heading says what the rows below it belong to; it is no issue."
    return Heading(Mark("section_heading", first, reason), said)


def below(before: dict[str, str], said: dict[str, str]) -> dict[str, str]:
    """What holds below a heading: a new unit or year ends the category above it."""
    kept = dict(before)
    if "unit" in said or "year" in said:
        kept.pop("category", None)
    return {**kept, **said}


def _labels(row: Cells) -> list[tuple[str, str]]:
    """The labelled values of a row that holds little else."""
    texts = [text.strip() for text in row if text.strip()]
    if not any(mark in texts[0] for mark in ":："):
        return []
    labelled = [text for text in texts if context.labelled((text, "x"))]
    return context.labelled(row) if len(texts) <= 2 * len(labelled) else []


def _title(text: str) -> dict[str, str]:
    """Unit and year that a heading consists of, besides words that every title has."""
    units = names.units_in(text)
    year = context.year_of(text)
    said = {"unit": units[-1]} if units else {}
    if year and (units or not names.residue(text)):
        said["year"] = str(year)
    return said


def _is_outside(sheet: Sheet, index: int, issue: int, first: int) -> bool:
    """Whether a text alone in its row stands where no issue would."""
    wide = any(
        merge.top == index and merge.right - merge.left + 1 >= _WIDE for merge in sheet.merges
    )
    return wide or first < issue
