"""Rows under one merged cell of the problem: one entry, whose measures stand below each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.ingest.entries.parts import JOINT, Parts
from analysis.ingest.layout.layouts import Layout
from analysis.ingest.layout.walk import Remark
from analysis.ingest.readers.sheets import Sheet
from analysis.text.dates import dates

Members = Mapping[int, Sequence[int]]
"""For the first row of an entry all of its rows."""

_MEASURE = "measure_text"
_JOINED = frozenset([_MEASURE, "owner_role", "status", "evidence"])
_LATEST = frozenset(["due_date", "closed_date", "effective_date", "verified_date"])
_OF_ROWS = ("rows", "ordinals", "totals", "extras", "headings")
_WHOLE = frozenset(["closed_date", "verified_date"])  # said of the entry when said of each measure


def joined(parts: Parts, sheet: Sheet, layout: Layout) -> tuple[Parts, Members]:
    """The parts with the rows of each merged problem as one; and which rows those are.

    They are one where nothing but measures, their owners, dates and states tells them apart:
    another place, number or category is another entry under the same words.
    """
    groups = [group for group in _groups(parts, sheet, layout) if _is_one(parts, group)]
    if not groups:
        return parts, {}
    firsts = {group[0]: group for group in groups}
    dropped = {index for group in groups for index in group[1:]}
    kept = [index for index in range(len(parts.rows)) if index not in dropped]
    fields = {
        name: [_value(name, [texts[at] for at in firsts.get(index, [index])]) for index in kept]
        for name, texts in parts.fields.items()
    }
    result = replace(
        parts,
        fields=fields,
        **{name: [getattr(parts, name)[index] for index in kept] for name in _OF_ROWS},
    )
    return result, {parts.rows[group[0]]: [parts.rows[at] for at in group] for group in groups}


def doubts(members: Members, header: str | None) -> Iterator[Remark]:
    """That several rows were read as one entry."""
    for row, rows in members.items():
        reason = (
            f"The problem is one cell over {len(rows)} rows, so they are one entry: its measures "
            "stand below each other, the last date counts. Give each its own cell otherwise."
        )
        yield Remark(row, header, str(len(rows)), "rows_of_one_entry", reason)


def with_members(rows: frozenset[int], members: Members) -> frozenset[int]:
    """The rows, and those that share their fate."""
    return rows.union(*(members[row] for row in rows if row in members))


def _groups(parts: Parts, sheet: Sheet, layout: Layout) -> Iterator[list[int]]:
    """The parts of the rows of each vertical merge in the column of the problem."""
    tall = [
        merge
        for merge in sheet.merges
        if merge.left == layout.entry_column and merge.bottom > merge.top > layout.bottom
    ]
    at = {row: index for index, row in enumerate(parts.rows)} if tall else {}
    for merge in tall:
        numbers = (sheet.number(row) for row in range(merge.top, merge.bottom + 1))
        found = [at[number] for number in numbers if number in at]
        if len(found) > 1:
            yield found


def _is_one(parts: Parts, group: Sequence[int]) -> bool:
    if any(parts.totals[index] > 1 for index in group):
        return False
    differing = {
        name
        for name, texts in parts.fields.items()
        if len({texts[index] for index in group} - {None}) > 1
    }
    return _MEASURE in differing and differing <= _JOINED | _LATEST


def _value(name: str, texts: Sequence[str | None]) -> str | None:
    """What several rows say of one field."""
    said = list(dict.fromkeys(text for text in texts if text))
    if name in _WHOLE and None in texts:
        return None
    if len(said) < 2:
        return said[0] if said else None
    return max(said, key=_day) if name in _LATEST else JOINT.join(said)


def _day(text: str) -> str:
    """The last day that a date may mean, for comparing; a text that says none comes first."""
    end = dates.parse_date(text, year=1).end
    return end.isoformat() if end else ""
