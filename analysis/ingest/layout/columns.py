"""Each column judged by its cells as well as its header: dates and links are no problems.

A header that names a field whose cells cannot be it (dates, links, yes and no …) is refused, and
the next column that is named so takes its place. Where no header names the issue, or what it names
is nearly empty, the column with the texts is taken, and said to be a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.ingest.layout import content, layouts, numbering
from analysis.ingest.layout.content import Content
from analysis.ingest.layout.layouts import Layout
from analysis.ingest.readers.sheets import Cells, Sheet
from analysis.ingest.vocabulary import fields, kinds, words

_EMPTY_SHARE = 0.5  # a column filled in fewer rows gives way to a full one that is named alike
_FULL_SHARE = 0.8  # share of rows that a full column is filled in
_TEXT_LENGTH = 12.0  # mean weight from which a column of an unknown name may hold the issues
_SENTENCE_LENGTH = 16.0  # mean weight of texts that make a record of visits a register
_TOLD_APART = 0.5  # share of different texts from which they are no labels
_LENT = ("standard_text", "clause", "category", "found_by", "cause_text", "status")
"""Fields whose column is the text of the problem where no other column holds one."""
_COUNTS = frozenset(
    ["announced", "window", "unit_count", "visit_count", "hit_count"]
    + ["tested_count", "positive_count", "score"]
)
"""Fields that only a record of visits has."""
_Taken = dict[str, tuple[int, int]]


def judged(sheet: Sheet, rows: Sequence[Cells], layout: Layout) -> Layout | None:
    """The layout with every column as its cells allow; None where none can be the entry's text.

    Args:
        sheet: the sheet.
        rows: the header rows, groups spread over their columns.
        layout: the layout by the names alone.
    """
    if layout.kind.table == "registers":
        return _Judging.of(sheet, rows, layout, layout.kind).layout()
    if layout.kind.table == "inspections" and _COUNTS.isdisjoint(layout.columns):
        return _register(sheet, rows, layout) or layout
    return layout


@dataclass
class _Judging:
    """The columns of a register under judgement."""

    rows: Sequence[Cells]
    header: Layout
    kind: kinds.Kind
    held: tuple[Content, ...]
    taken: _Taken
    refused: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, sheet: Sheet, rows: Sequence[Cells], layout: Layout, kind: kinds.Kind) -> _Judging:
        width = max(map(len, rows))
        held = content.of_columns(sheet.rows[layout.bottom + 1 :], width)
        taken, refused = _suited(rows, kind, held)
        return cls(rows, layout, kind, held, taken, refused)

    def layout(self) -> Layout | None:
        """The layout, or None where no column can be the text of the entries."""
        place = (self.header.top, self.header.bottom)
        named = self.taken.get("issue_text")
        column = self.issue()
        if column is None:
            return None
        if named is None or named[0] != column:
            self._take(column)
        found = layouts.of_header(self.rows, self.kind, place, self.taken)
        known_by = dict(found.known_by)
        if named is None or named[0] != column:
            known_by["issue_text"] = layouts.CELLS
        return replace(
            found,
            known_by=known_by,
            refused=self._unread(found),
            fallbacks=self._fallbacks(found),
            held=self.held,
        )

    def issue(self) -> int | None:
        """The column with the text of the problems."""
        named = self.taken.get("issue_text")
        if named and not self._gives_way(named):
            return named[0]
        others = [*self._named(), *self._free(), *self._lent(), *self._doubtful()]
        if named:
            others = [at for at in self._named() if self.held[at].filled >= _FULL_SHARE]
            return next(iter(others), named[0])
        return next(iter(others), None)

    def _gives_way(self, named: tuple[int, int]) -> bool:
        """Whether the named column is nearly empty, or holds two states where another has texts."""
        held = self.held[named[0]]
        return (
            held.form == "pair"
            or (held.form != "empty" and held.filled < _EMPTY_SHARE)
            or (held.form == "empty" and any(other.form == "text" for other in self.held))
        )

    def _named(self) -> list[int]:
        """Columns with texts that are named as the issue, but not as well, best first."""
        offers = fields.offered_by(self.rows, self.kind)
        used = {column for name, (column, _) in self.taken.items() if name == "issue_text"}
        found = [
            (offer["issue_text"], column)
            for column, offer in enumerate(offers)
            if "issue_text" in offer and column not in used and self.held[column].form == "text"
        ]
        free = {column for column in self._free(_SENTENCE_LENGTH)}
        mine = {column for column, _ in self.taken.values()}
        # A name that speaks for another field too comes behind a text that nothing else claims.
        return [column for _, column in sorted(found) if column not in mine or not free]

    def _free(self, length: float = _TEXT_LENGTH) -> list[int]:
        """Columns with texts that no field takes, the fullest and longest first; notes last."""
        used = {column for column, _ in self.taken.values()}
        found = [
            (self._is_note(at), held.filled < _EMPTY_SHARE, -held.length * held.distinct, at)
            for at, held in enumerate(self.held)
            if at not in used and held.form == "text" and held.length >= length
        ]
        return [at for *_, at in sorted(found)]

    def _lent(self) -> list[int]:
        """Columns with texts of a field that can do without."""
        lent = (self.taken[name][0] for name in _LENT if name in self.taken)
        return [at for at in lent if self.held[at].form == "text"]

    def _doubtful(self) -> list[int]:
        """Columns named as the issue that hold codes or numbers: read, but in doubt."""
        forms = ("code", "document", "pair", "number", "label")
        named = (column for column, name in sorted(self.refused) if name == "issue_text")
        exact = (
            at for at in named if fields.offered_by(self.rows, self.kind)[at]["issue_text"][0] == 0
        )
        return [at for at in exact if self.held[at].form in forms]

    def _is_note(self, column: int) -> bool:
        names = {fields.fold(row[column]) for row in self.rows if column < len(row)}
        return not names.isdisjoint(map(fields.fold, words.listed("note")))

    def _take(self, column: int) -> None:
        """Make a column the issue, whatever it was."""
        self.taken = {name: at for name, at in self.taken.items() if at[0] != column}
        self.taken["issue_text"] = (column, fields.WEAK)

    def _unread(self, found: Layout) -> tuple[tuple[int, str, str], ...]:
        return tuple(
            (column, name, self.held[column].form)
            for column, name in sorted(self.refused)
            if column not in found.used
        )

    def _fallbacks(self, found: Layout) -> tuple[int, ...]:
        """Columns that are named as the issue too, for rows in which the first is empty."""
        if self.held[found.entry_column].filled >= 1:
            return ()
        offers = fields.offered_by(self.rows, self.kind)
        return tuple(
            column
            for column in _ranked(offers)
            if column not in found.used and self.held[column].form == "text"
        )


def _ranked(offers: Sequence[dict[str, tuple[int, int]]]) -> Iterable[int]:
    found = [(offer["issue_text"], at) for at, offer in enumerate(offers) if "issue_text" in offer]
    return [column for _, column in sorted(found)]


def _suited(
    rows: Sequence[Cells], kind: kinds.Kind, held: Sequence[Content]
) -> tuple[_Taken, frozenset[tuple[int, str]]]:
    """The fields by their names, without columns whose cells cannot be them; and those columns."""
    refused: frozenset[tuple[int, str]] = frozenset()
    while True:
        taken = fields.assign(rows, kind, refused)
        wrong = {
            (column, name)
            for name, (column, tier) in taken.items()
            if not content.suits(name, kind, held[column], is_named=tier == fields.EXACT)
        }
        if not wrong:
            numbers = [column.numbers for column in held]
            return numbering.settled(taken, fields.offered_by(rows, kind), numbers), refused
        refused |= wrong


def _register(sheet: Sheet, rows: Sequence[Cells], layout: Layout) -> Layout | None:
    """A table of visits as a register, where it tells what was found; else None."""
    judging = _Judging.of(sheet, rows, layout, kinds.named("registers"))
    column = judging.issue()
    if column is None or len(judging.taken) < 2:
        return None
    held = judging.held[column]
    is_told = held.length >= _SENTENCE_LENGTH and held.distinct > _TOLD_APART
    named = judging.taken.get("issue_text", (column, fields.WEAK))
    return judging.layout() if is_told or named == (column, fields.EXACT) else None
