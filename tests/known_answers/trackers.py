"""Two invented running lists with a known truth: an audit tracker of six years, works of four."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field, replace

_FAULTS = (
    "Bank reconciliations for the {} were prepared after month end",
    "Leavers kept access to the {} for weeks",
    "No one reviewed overrides entered in the {}",
    "Invoices paid through the {} had no second approval",
    "The inventory held in the {} was not counted",
    "Minutes of meetings about the {} were unsigned",
    "Contracts for the {} had lapsed and work went on",
    "Complaints about the {} were closed without a reply",
    "Backups of the {} had never been restored",
    "Training for users of the {} was not recorded",
    "Temperature logs of the {} had gaps at weekends",
    "Fire doors near the {} were wedged open",
)
_THINGS = (
    "payroll ledger", "boiler house", "sample archive", "booking desk", "fuel store",
    "grants portal", "visitor gate", "print room", "cold chain", "fleet yard",
)  # fmt: skip
_COLUMNS = (
    "Finding ID", "Business unit", "Year", "Finding", "Date raised", "Agreed action",
    "Original due date", "Revised due date 1", "Revised due date 2", "Status", "Repeat finding",
)  # fmt: skip
_UNITS = ("Treasury", "Estates", "Laboratory")


@dataclass(frozen=True)
class Finding:
    """One row of the tracker and what it truly is."""

    number: str
    unit: str
    text: str
    raised: str
    due: tuple[str, ...]
    status: str
    tick: str
    truth: str
    key: str = field(default="")


def tracker(seed: int = 5) -> dict[int, list[Finding]]:
    """Six years of an audit tracker by year; `truth` is one of the kinds below.

    `new`, `rolled` (open under its number, the deadline moved or not), `copied` (last year's closed
    finding filed under a new yearly number with a new date, nothing else), `sibling` (the same
    sentence about another thing).
    """
    chance = random.Random(seed)
    pairs = [(fault, thing) for fault in _FAULTS for thing in _THINGS]
    chance.shuffle(pairs)
    years: dict[int, list[Finding]] = {}
    for year in range(2018, 2024):
        rows = [_rolled(old, year, chance) for old in years.get(year - 1, []) if _is_open(old)]
        closed = [old for old in years.get(year - 1, []) if not _is_open(old)]
        count = {unit: 0 for unit in _UNITS}
        for old in closed[: len(closed) // 2]:
            rows.append(_filed_again(old, year, count))
        for _ in range(18):
            fault, thing = pairs.pop() if pairs else (chance.choice(_FAULTS), "north annexe")
            rows.append(_fresh(fault.format(thing), year, count, chance))
        years[year] = rows
    return years


def as_csv(rows: list[Finding], year: int) -> str:
    """The tracker of one year as it would be saved."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for row in rows:
        due = [*row.due, "", "", ""][:3]
        writer.writerow(
            [
                row.number,
                row.unit,
                year,
                row.text,
                row.raised,
                "Agreed.",
                *due,
                row.status,
                row.tick,
            ]
        )
    return out.getvalue()


def _is_open(row: Finding) -> bool:
    return row.status != "Closed"


def _number(unit: str, year: int, count: dict[str, int]) -> str:
    count[unit] += 1
    return f"{unit[:2].upper()}-{year}-{count[unit]:02}"


def _fresh(text: str, year: int, count: dict[str, int], chance: random.Random) -> Finding:
    unit = chance.choice(_UNITS)
    raised = f"{year}-{chance.randint(1, 6):02}-{chance.randint(1, 28):02}"
    status = chance.choice(["Open", "Overdue", "Closed"])
    due = (f"{year}-{chance.randint(7, 12):02}-15",)
    return Finding(_number(unit, year, count), unit, text, raised, due, status, "N", "new", text)


def _rolled(old: Finding, year: int, chance: random.Random) -> Finding:
    is_moved = chance.random() < 0.6 and len(old.due) < 3
    due = (*old.due, f"{year}-{chance.randint(7, 12):02}-28") if is_moved else old.due
    status = chance.choice(["Overdue", "In progress", "Closed"])
    text = f"{old.text} (update of spring)" if chance.random() < 0.2 else old.text
    return replace(old, text=text, due=due, status=status, tick="N", truth="rolled")


def _filed_again(old: Finding, year: int, count: dict[str, int]) -> Finding:
    number = _number(old.unit, year, count)
    raised = f"{year}-03-{len(count) + count[old.unit]:02}"
    return Finding(
        number, old.unit, old.text, raised, (f"{year}-11-30",), "Open",
        "Y" if count[old.unit] % 2 else "N", "copied", old.text,
    )  # fmt: skip


_WORKS = ("Réfection", "Étanchéité", "Mise aux normes", "Remplacement")
_PARTS = (
    "de la toiture",
    "du quai",
    "des vestiaires",
    "de la chaufferie",
    "du préau",
    "des volets",
)
_TOWNS = ("Commune de Vals", "Commune d'Orgel")


def works(seed: int = 3) -> dict[int, str]:
    """Four yearly editions of one list of works in French: numbered, undated, states move on."""
    chance = random.Random(seed)
    listed = [
        (f"TR-{at:03}", _TOWNS[at % 2], f"{kind} {part}, école n° {at}")
        for at, (kind, part) in enumerate(
            ((kind, part) for kind in _WORKS for part in _PARTS), start=101
        )
    ]
    states = ["à faire", "en cours", "en retard", "terminé"]
    editions = {}
    for year in range(2020, 2024):
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["Case number", "Unit", "Issue", "Status"])
        for number, town, text in listed[: 12 + 4 * (year - 2020)]:
            writer.writerow([number, town, text, chance.choice(states)])
        editions[year] = out.getvalue()
    return editions
