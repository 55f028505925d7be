"""The story, year by year: which entries each unit files, and where each of them comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from making import copying, measures, numbering, plan, sentences
from making.entries import Entry
from making.sentences import Sentence, Setting


@dataclass
class Unit:
    """One unit while its registers are being written."""

    key: str
    stock: dict[str, Any]
    setting: Setting
    rng: Random
    registers: dict[int, list[Entry]] = field(default_factory=dict)
    used: set[tuple[str, ...]] = field(default_factory=set)
    decks: dict[str, list[int]] = field(default_factory=dict)

    @property
    def part(self) -> plan.Part:
        """What the plan asks of it."""
        return plan.PARTS[self.key]

    def last(self, year: int) -> list[Entry]:
        """Last year's register."""
        return self.registers.get(year - 1, [])


def tell(stock: dict[str, Any], words: dict[str, Any]) -> dict[str, Unit]:
    """Every unit with its six registers."""
    units = {key: _unit(key, stock) for key in plan.PARTS}
    for year in plan.YEARS:
        for unit in units.values():
            entries = _register(unit, year, units)
            _tell_apart(entries)
            measures.settle(unit, entries, words)
            numbering.order(unit, entries, year)
            unit.registers[year] = entries
            numbering.declare(unit, entries, words)
    return units


def found_on(template: str, year: int, rng: Random) -> date:
    """A day on which such a problem may have been found; a half-year must be over by then."""
    first = 7 if "半年" in template or "{H}" in template else 3
    return date(year, rng.randint(first, 11), rng.randint(1, 28))


def _unit(key: str, stock: dict[str, Any]) -> Unit:
    own = stock["units"][key]
    setting = Setting(
        unit=own["name"],
        enterprises=tuple(stock["enterprises"][own["pool"]]),
        towns=tuple(stock["towns"]),
        code=own["code"],
        is_roc=key == "jiliang",
    )
    return Unit(key, own, setting, Random(f"pingyi {key}"))


def _register(unit: Unit, year: int, units: dict[str, Unit]) -> list[Entry]:
    entries = copying.repeated(unit, year)
    entries += _returned(unit, year)
    entries += _updates(unit, year)
    entries += _carried_over(unit, year)
    entries += _taken_from_others(unit, year, units)
    entries += _small(unit, year)
    entries += _standing(unit, year, sum(entry.is_standing for entry in entries))
    entries += _general(unit, year)
    entries += _cases(unit, year)
    return entries + _doubled(unit, year, entries)


def _returned(unit: Unit, year: int) -> list[Entry]:
    """Problems whose measure did not hold, found again with new evidence."""
    due = [e for entries in unit.registers.values() for e in entries if e.fate == year]
    return [copying.returned(unit, entry, year) for entry in due]


def _updates(unit: Unit, year: int) -> list[Entry]:
    entries = []
    years = plan.UPDATE_YEARS.get(unit.key, ())
    for first, (before, after, category) in zip(years, unit.stock["updates"], strict=False):
        if year == first:
            entries.append(_fresh(unit, year, category, before))
            entries[-1].spare["unclosed"] = "1"
        if year == first + 1:
            entry = _fresh(unit, year, category, after)
            entry.source = next(e for e in unit.last(year) if e.sentence.template == before)
            entry.role, entry.change = "status_update", "polarity_changed"
            entries.append(entry)
    return entries


def _carried_over(unit: Unit, year: int) -> list[Entry]:
    """Open problems declared as carried over, with the day they were first found."""
    wanted = plan.CARRY_OVERS.get(unit.key, 0)
    ready = [e for e in unit.last(year) if e.spare.get("carry")]
    return [copying.again(unit, entry, year, "carry_over") for entry in ready[:wanted]]


def _taken_from_others(unit: Unit, year: int, units: dict[str, Unit]) -> list[Entry]:
    if unit.key != plan.COPYING_UNIT:
        return []
    entries = []
    for key, counts in plan.CROSS_UNIT.items():
        general = [e for e in units[key].last(year) if e.spare.get("general")]
        entries += [copying.taken(unit, e, year) for e in general[: counts.get(year, 0)]]
    if year in plan.FOREIGN_NAME_YEARS:
        copying.leave_name(next(e for e in entries if "{U}" in e.sentence.slots))
    return entries


def _small(unit: Unit, year: int) -> list[Entry]:
    """The three common problems: standing ones where all is re-dated, found ones elsewhere."""
    lines = unit.stock["small"].items()
    if unit.key in plan.RE_DATERS:
        if year != plan.YEARS[0]:
            return []
        return [_mark(_fresh(unit, year, c, line, "small"), "standing") for c, line in lines]
    share = 0.8 if year <= plan.SURPRISE_YEAR else 0.3
    return [_small_case(unit, year, c, line) for c, line in lines if unit.rng.random() < share]


def _small_case(unit: Unit, year: int, category: str, line: str) -> Entry:
    earlier = [e for y in unit.registers.values() for e in y if e.sentence.template == line]
    if not earlier:
        return _fresh(unit, year, category, line, "small")
    entry = copying.returned(unit, earlier[-1], year)
    # The fate of the measure before is what happened, not what a deck said.
    earlier[-1].fate = year
    return entry


def _standing(unit: Unit, year: int, already: int) -> list[Entry]:
    """As many vague sentences as next year's copying needs, and one or two more."""
    place = year - plan.YEARS[0]
    changes = (unit.part.reworded, unit.part.padded, unit.part.recounted)
    spare = 1 + sum(year + 1 in years for years in changes)
    needed = unit.part.copies[min(place, 4)] + spare if any(unit.part.copies) else 0
    lines = _lines(unit.stock["standing"])
    fresh = [_pick(unit, year, lines) for _ in range(max(0, needed - already))]
    return [_mark(entry, "standing") for entry in fresh if entry]


def _general(unit: Unit, year: int) -> list[Entry]:
    wanted = plan.CROSS_UNIT.get(unit.key, {}).get(year + 1, 0)
    lines = _lines(unit.stock.get("general", {}))
    picked = [_pick(unit, year, lines) for _ in range(wanted)]
    return [_mark(entry, "general") for entry in picked if entry]


def _cases(unit: Unit, year: int) -> list[Entry]:
    """This year's own findings; a few stay open and will be declared as carried over."""
    cases = [_case(unit, year) for _ in range(unit.part.cases[year - plan.YEARS[0]])]
    for entry in cases[: plan.CARRY_OVERS.get(unit.key, 0)]:
        entry.spare.update(unclosed="1", carry="1")
    return cases


def _case(unit: Unit, year: int) -> Entry:
    """A problem that this unit has never filed before; half the stock waits for later years."""
    lines = _lines(unit.stock["cases"])
    order = sorted(range(len(lines)), key=lambda index: (index * 7) % len(lines))
    open_count = len(lines) * (year - plan.YEARS[0] + 5) // 10 + 1
    entry = _pick(unit, year, [lines[index] for index in order[:open_count]])
    if entry is None:
        entry = _pick(unit, year, lines)
    if entry is None:
        raise ValueError(f"{unit.key} {year}: the stock of cases is used up")
    return entry


def _doubled(unit: Unit, year: int, entries: list[Entry]) -> list[Entry]:
    """The same event entered a second time, by somebody else in a hurry."""
    fresh = [e for e in entries if e.role in ("new", "look_alike") and not e.is_standing]
    return [copying.doubled(entry) for entry in fresh[: plan.DUPLICATES.get((unit.key, year), 0)]]


def _lines(by_category: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(category, line) for category, lines in by_category.items() for line in lines]


def _pick(unit: Unit, year: int, lines: list[tuple[str, str]]) -> Entry | None:
    """A new entry about something the unit has not written about, or None after many tries.

    Half the time a sentence not used before is preferred to the same one about another object.
    """
    known = {identity[0] for identity in unit.used}
    unused = [pair for pair in lines if pair[1] not in known]
    for _ in range(400):
        category, line = unit.rng.choice(unused if unused and unit.rng.random() < 0.5 else lines)
        entry = _fresh(unit, year, category, line)
        identity = entry.sentence.identity
        if identity not in unit.used:
            entry.role = "look_alike" if line in known else "new"
            unit.used.add(identity)
            return entry
    return None


def _tell_apart(entries: list[Entry]) -> None:
    """Of this year's first entries of one pattern the one found first is new, the others alike."""
    firsts = {entry.sentence.template for entry in entries if entry.role == "new"}
    fresh = [entry for entry in entries if entry.role in ("new", "look_alike")]
    for entry in sorted(fresh, key=lambda entry: entry.found):
        if entry.sentence.template in firsts:
            firsts.discard(entry.sentence.template)
            entry.role = "new"
        elif entry.role == "new":
            entry.role = "look_alike"


def _fresh(unit: Unit, year: int, category: str, line: str, role: str = "new") -> Entry:
    found = found_on(line, year, unit.rng)
    sentence: Sentence = sentences.compose(line, unit.setting, found, unit.rng)
    return Entry(unit.key, year, category, sentence, role, found)


def _mark(entry: Entry, what: str) -> Entry:
    entry.spare[what] = "1"
    return entry
