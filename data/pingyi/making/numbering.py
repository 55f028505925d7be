"""The order of a list, its running numbers, and the entries that refer to last year's numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from making import sentences
from making.entries import Entry

if TYPE_CHECKING:
    from making.story import Unit


def order(unit: Unit, entries: list[Entry], year: int) -> None:
    """Shuffle as lists are shuffled from year to year, number the rows, put list numbers in."""
    doubles = [e for e in entries if e.role == "duplicate"]
    rest = [e for e in entries if e.role != "duplicate"]
    unit.rng.shuffle(rest)
    entries[:] = rest + doubles
    for number, entry in enumerate(entries, start=1):
        entry.sequence = number
        entry.prefix = _prefix(unit, entry, year)


def declare(unit: Unit, entries: list[Entry], words: dict[str, Any]) -> None:
    """Say of each carried-over entry which one of last year it was, and why it is still open."""
    for entry in entries:
        if entry.role == "carry_over" and entry.source:
            reason = unit.rng.choice(words["carry_over_reasons"])
            entry.carry_over = f"{entry.source.year}年第{entry.source.sequence}项结转，{reason}"
            entry.measure, entry.band = entry.source.measure, entry.source.band
            entry.due = entry.found.replace(year=entry.year + 1, month=6, day=1) - timedelta(days=1)


def _prefix(unit: Unit, entry: Entry, year: int) -> str:
    """标准化科 puts a list number before every sentence, 办公室 in two years only."""
    if unit.key == "biaozhun":
        return f"（{sentences.numeral(entry.sequence)}）"
    if unit.key == "bangong" and year in (2020, 2021):
        return f"{entry.sequence}."
    return ""
