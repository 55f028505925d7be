"""The issues of one sheet on their way to a raw table, a column for each field."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.ingest.layout.layouts import Layout, column_letters, told_apart
from analysis.ingest.layout.walk import Entry
from analysis.ingest.vocabulary import deadlines

JOINT = "\n"
"""What stands between the texts of several columns of one field."""
Texts = list[str | None]
Group = tuple[Entry, list[dict[str, str]], dict[str, str]]
"""A row, the fields of each issue in it, and its text by unmapped header."""


@dataclass(frozen=True)
class Parts:
    """The issues of a sheet in order; all lists are as long as there are issues.

    Attributes:
        rows: number of the row each stood in.
        ordinals: its place among the issues of that row, from 1.
        totals: how many issues that row gave.
        fields: text by field; None where a row has none.
        extras: JSON of the columns that no field takes.
        headings: what headings above the row say.
    """

    rows: list[int]
    ordinals: list[int]
    totals: list[int]
    fields: dict[str, Texts]
    extras: Texts
    headings: list[dict[str, str]]

    def column(self, name: str) -> Texts:
        """The texts of one field."""
        return self.fields.get(name) or [None] * len(self.rows)


def of_entries(entries: Sequence[Entry]) -> Parts:
    """One issue for each row, as the columns of its layout say; texts as received."""
    fields: dict[str, Texts] = {}
    extras: Texts = []
    for _, run in itertools.groupby(entries, key=lambda entry: id(entry.layout)):
        _add(list(run), fields, extras)
    filled = {name: _padded(texts, len(entries)) for name, texts in fields.items()}
    rows = [entry.row for entry in entries]
    return Parts(*_numbered(rows), filled, extras, [entry.heading for entry in entries])


def of_groups(groups: Sequence[Group]) -> Parts:
    """The issues that a mapping made of each row."""
    flat = [(entry, fields, extra) for entry, pieces, extra in groups for fields in pieces]
    names = dict.fromkeys(name for _, fields, _ in flat for name in fields)
    return Parts(
        *_numbered([entry.row for entry, _, _ in flat]),
        {name: [fields.get(name) for _, fields, _ in flat] for name in names},
        [_json(extra) for _, _, extra in flat],
        [entry.heading for entry, _, _ in flat],
    )


def _add(run: Sequence[Entry], fields: dict[str, Texts], extras: Texts) -> None:
    """Put the cells of rows of one layout under their fields; what no field takes, into extras."""
    layout, start = run[0].layout, len(extras)
    columns = list(itertools.zip_longest(*(entry.cells for entry in run), fillvalue=""))
    for name, texts in _taken(layout, columns):
        taken = fields.setdefault(name, [])
        taken += _padded(taken, start)[len(taken) :]
        taken += texts
    names = told_apart(layout.names)
    spare: dict[str, Sequence[str]] = {
        names.get(column) or column_letters(column): cells
        for column, cells in enumerate(columns)
        if column not in layout.used and any(cells)
    }
    extras += _spare(spare, len(run))


def _taken(layout: Layout, columns: Sequence[Sequence[str]]) -> Iterator[tuple[str, Texts]]:
    """Each field that has a column among these, and its texts."""
    for name, column, is_raw in layout.takers:
        if column < len(columns):
            texts = _present(columns[column], is_raw=is_raw)
            others = layout.fallbacks if column == layout.entry_column else ()
            yield name, _filled(texts, [columns[at] for at in others if at < len(columns)])
    told = _deadlines(layout, columns)
    if told:
        yield "deadlines", told
    for name, several in layout.several.items():
        held = {layout.names[at]: columns[at] for at in several if at < len(columns)}
        if held:
            is_listed = layout.kind.fields[name].several == "listed"
            rows = zip(*held.values(), strict=True)
            yield name, [_of_several(tuple(held), texts, is_listed=is_listed) for texts in rows]


def _deadlines(layout: Layout, columns: Sequence[Sequence[str]]) -> Texts | None:
    """For each row the deadlines that its columns hold, in order; None where it has one at most."""
    own = layout.columns.get(deadlines.DUE, len(columns))
    if not layout.deadlines:
        return deadlines.moved(columns[own]) if own < len(columns) else None
    held = {layout.names[at]: columns[at] for at in layout.deadlines if at < len(columns)}
    rows = zip(*held.values(), strict=True) if held else [()] * len(columns[0])
    return [
        deadlines.told(
            {name: kept for name, text in zip(held, texts, strict=True) if (kept := text.strip())}
        )
        for texts in rows
    ]


def _of_several(names: Sequence[str], texts: Sequence[str], *, is_listed: bool) -> str | None:
    """The texts of several columns, below each other or as JSON with the names of the columns."""
    said = [(name, kept) for name, text in zip(names, texts, strict=True) if (kept := text.strip())]
    if is_listed and said:
        return json.dumps(said, ensure_ascii=False)
    return JOINT.join(text for _, text in said) or None


def _filled(texts: Texts, others: Sequence[Sequence[str]]) -> Texts:
    """The texts, and where one is missing the first that another column has."""
    for other in others:
        texts = [text or other[at].strip() or None for at, text in enumerate(texts)]
    return texts


def _present(texts: Iterable[str], *, is_raw: bool) -> Texts:
    """The texts, None for empty ones; without white space around them unless kept as received."""
    if is_raw:
        return [text if text and not text.isspace() else None for text in texts]
    return [text.strip() or None for text in texts]


def _spare(columns: dict[str, Sequence[str]], count: int) -> Texts:
    """For each row the JSON of its texts in these columns."""
    if not columns:
        return [None] * count
    return [
        _json({name: text for name, text in zip(columns, texts, strict=True) if text.strip()})
        for texts in zip(*columns.values(), strict=True)
    ]


def _json(extra: dict[str, str]) -> str | None:
    return json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else None


def _padded(texts: Texts, length: int) -> Texts:
    return texts + [None] * (length - len(texts))


def _numbered(rows: list[int]) -> tuple[list[int], list[int], list[int]]:
    """Rows, ordinals and totals; issues of one row, or of one record, count on."""
    totals = Counter(rows)
    if len(totals) == len(rows):
        return rows, [1] * len(rows), [1] * len(rows)
    counts: Counter[int] = Counter()
    ordinals = []
    for row in rows:
        counts[row] += 1
        ordinals.append(counts[row])
    return rows, ordinals, [totals[row] for row in rows]
