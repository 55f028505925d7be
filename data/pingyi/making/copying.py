"""Entries made out of earlier ones: re-dated, reworded, counted again, carried over, taken."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from making import plan, sentences
from making.entries import Entry
from making.sentences import Sentence

if TYPE_CHECKING:
    from making.story import Unit

_WORDS = tomllib.loads((Path(__file__).parent / "measures.toml").read_text(encoding="utf-8"))
_REVIEW_EDIT = 0.80  # edit similarity from which a rewording counts as one (domain: axis T)


def repeated(unit: Unit, year: int) -> list[Entry]:
    """What the unit takes over from its last list without looking again."""
    if year == plan.YEARS[0]:
        return []
    pool = [entry for entry in unit.last(year) if entry.is_standing]
    unit.rng.shuffle(pool)
    if year > plan.SURPRISE_YEAR:  # after the surprise checks the three small problems fade
        pool.sort(key=lambda entry: entry.category in plan.SMALL_KINDS)
    changed = [*_recounted(unit, year, pool), *_said_anew(unit, year, pool)]
    wanted = unit.part.copies[year - plan.YEARS[0] - 1]
    return [*changed, *_copies(unit, year, pool, wanted)]


def again(unit: Unit, entry: Entry, year: int, role: str) -> Entry:
    """The same words in another year; only a carry-over keeps the day it was found."""
    found = entry.found if role == "carry_over" else _moved(entry.found, year, unit)
    copy = Entry(unit.key, year, entry.category, entry.sentence, role, found, source=entry)
    copy.words = entry.words
    copy.severity = entry.severity
    copy.spare = {"standing": "1"} if entry.is_standing else {}
    return copy


def returned(unit: Unit, entry: Entry, year: int) -> Entry:
    """The same problem found again: counted again, or in another case, with evidence."""
    first = 7 if entry.sentence.has("H") else 4
    found = date(year, unit.rng.randint(first, 11), unit.rng.randint(1, 28))
    copy = Entry(unit.key, year, entry.category, entry.sentence, "returned", found, source=entry)
    copy.severity = entry.severity
    copy.change = "recounted"
    if entry.sentence.has("C") and unit.rng.random() < 0.4:
        copy.change = "recoded"
        copy.sentence = sentences.recoded(entry.sentence, unit.setting, found, unit.rng)
        return copy
    copy.sentence = _counted_again(unit, entry, found)
    return copy


def taken(unit: Unit, entry: Entry, year: int) -> Entry:
    """Another unit's entry under this unit's name and this year's date."""
    found = _moved(entry.found, year, unit)
    sentence = sentences.redated(entry.sentence, unit.setting, found, unit.rng)
    copy = Entry(unit.key, year, entry.category, sentence, "cross_unit", found, source=entry)
    copy.change = "redated" if sentence.text != entry.sentence.text else "verbatim"
    if "{U}" in sentence.slots:
        copy.sentence = sentences.renamed(sentence, unit.setting.unit)
        copy.change = "name_swapped"
    return copy


def leave_name(entry: Entry) -> None:
    """Forget to change the other unit's name."""
    if entry.source is None:
        raise ValueError("only an entry taken from another unit can carry its name")
    slots = entry.source.sentence.slots
    name = entry.source.sentence.fills[slots.index("{U}")]
    entry.sentence = sentences.renamed(entry.sentence, name)
    entry.role = "foreign_name"
    entry.change = "redated" if entry.sentence.is_dated else "verbatim"


def doubled(entry: Entry) -> Entry:
    """The same event a second time, typed with a blank at the end."""
    copy = Entry(entry.unit, entry.year, entry.category, entry.sentence, "duplicate", entry.found)
    copy.source = entry
    copy.severity = entry.severity
    copy.noise = " "
    return copy


def _copies(unit: Unit, year: int, pool: list[Entry], wanted: int) -> list[Entry]:
    revived = _revived(unit, year)
    stale = list(_stale_roles(unit, year))
    entries = [_copy(unit, entry, year, stale) for entry in [*revived, *pool][:wanted]]
    if len(entries) < wanted or stale:
        raise ValueError(f"{unit.key} {year}: {len(entries)} of {wanted} copies, {stale} left")
    return entries


def _copy(unit: Unit, entry: Entry, year: int, stale: list[str]) -> Entry:
    """One copy; takes the first of the `stale` roles that suits the entry off the list."""
    is_dated = entry.sentence.is_dated and not entry.words
    role = "stale_text" if is_dated else "stale_column"
    # "… since March of last year" may stand: only a bare date goes stale.
    if role not in stale or "以来" in entry.text or entry.year != year - 1:
        copy = again(unit, entry, year, "copy")
        if is_dated:
            copy.sentence = sentences.redated(entry.sentence, unit.setting, copy.found, unit.rng)
        return copy
    stale.remove(role)
    copy = again(unit, entry, year, role)
    if role == "stale_column":
        copy.spare["shown_found"] = entry.spare.get("shown_found") or entry.found.isoformat()
    return copy


def _stale_roles(unit: Unit, year: int) -> Iterator[str]:
    if unit.key == plan.STALE_UNIT:
        yield from ["stale_text"] * plan.STALE_TEXT[year]
        yield from ["stale_column"] * plan.STALE_COLUMN[year]


def _revived(unit: Unit, year: int) -> list[Entry]:
    """One entry of the year before last that was not filed last year."""
    if plan.REVIVED.get(unit.key) != year:
        return []
    kept = {id(entry.source) for entry in unit.last(year)}
    before = unit.registers[year - 2]
    return [entry for entry in before if entry.is_standing and id(entry) not in kept][:1]


def _recounted(unit: Unit, year: int, pool: list[Entry]) -> Iterator[Entry]:
    """A small problem with another number and no evidence; takes its source off the pool."""
    if year not in unit.part.recounted:
        return
    source = next(entry for entry in pool if entry.sentence.has("n"))
    pool.remove(source)
    copy = again(unit, source, year, "recounted")
    copy.change = "recounted"
    copy.sentence = _counted_again(unit, source, copy.found)
    yield copy


def _said_anew(unit: Unit, year: int, pool: list[Entry]) -> Iterator[Entry]:
    """Last year's sentence with a few other words, or wrapped in more of them."""
    for role, years in (("reworded", unit.part.reworded), ("padded", unit.part.padded)):
        if year in years:
            yield _worded(unit, year, pool, role)


def _worded(unit: Unit, year: int, pool: list[Entry], role: str) -> Entry:
    plain = [entry for entry in pool if not entry.sentence.is_dated and not entry.words]
    for source in plain:
        words = _padded(unit, source.text) if role == "padded" else _reworded(source)
        if words:
            pool.remove(source)
            copy = again(unit, source, year, role)
            copy.words, copy.change = words, role
            return copy
    raise ValueError(f"{unit.key} {year}: nothing left to be {role}")


def _padded(unit: Unit, text: str) -> str:
    before, after = unit.rng.choice(_WORDS["paddings"])
    return before + text + after


def _reworded(source: Entry) -> str:
    """Two words changed, or nothing when the sentence would be too unlike itself."""
    text, changes = source.sentence.text, 0
    for old, new in _WORDS["rewordings"]:
        if old in text and changes < 2 and new not in text:
            text, changes = text.replace(old, new, 1), changes + 1
    distance = _distance(text, source.sentence.text)
    close = 1 - distance / max(len(text), len(source.sentence.text)) >= _REVIEW_EDIT
    return text if changes and close else ""


def _distance(one: str, other: str) -> int:
    """Levenshtein distance in characters."""
    previous = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        current = [row]
        for column, right in enumerate(other, start=1):
            change = previous[column - 1] + (left != right)
            current.append(min(change, previous[column] + 1, current[-1] + 1))
        previous = current
    return previous[-1]


def _counted_again(unit: Unit, source: Entry, found: date) -> Sentence:
    """The sentence with numbers that no earlier entry of the problem has."""
    known = {_numbers(e.sentence) for e in (source, *source.ancestors())}
    for _ in range(200):
        sentence = sentences.recounted(source.sentence, unit.setting, found, unit.rng)
        if _numbers(sentence) not in known:
            return sentence
    raise ValueError(f"{unit.key} {found.year}: no numbers left for {source.text}")


def _numbers(sentence: Sentence) -> tuple[str, ...]:
    pairs = zip(sentence.slots, sentence.fills, strict=True)
    return tuple(fill for slot, fill in pairs if slot[0] == "{" and slot[1].isdigit())


def _moved(found: date, year: int, unit: Unit) -> date:
    """About the same day in another year, never after the tenth of December."""
    day = date(year, found.month, min(found.day, 28)) + timedelta(days=unit.rng.randint(-6, 9))
    return min(day, date(year, 12, 10))
