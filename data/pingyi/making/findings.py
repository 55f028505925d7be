"""What the visits of the last three years found, and whether the office had found it itself."""

from __future__ import annotations

from datetime import date
from random import Random

from making import cells, plan, sentences
from making.entries import Entry
from making.story import Unit

FIRST_YEAR = 2021  # before it the visits counted what they found, and did not name it
_HEADER = [
    "序号", "检查日期", "检查方式", "被检查科室", "检查领域", "是否事先通知",
    "检查发现的问题", "自查是否已发现", "对应台账序号",
]  # fmt: skip
# Of a hundred things that a visit finds, how many the office had found itself.
_KNOWN = {plan.HONEST: 80, "xuke": 65, "jicha": 55, "xinfang": 60}
_KNOWN_BY_REDATERS, _KNOWN_BY_OTHERS = 22, 50
_UNSTATED_SHARE = 0.15  # of the findings: nobody compared them with the office's own list


def rows(units: dict[str, Unit], visits: dict[int, list[list[object]]]) -> list[list[object]]:
    """A row for each thing found, as many for a visit as the record of visits counts."""
    rng = Random("pingyi findings")
    by_name = {
        unit.stock.get("record_name") or cells.unit_name(unit, plan.YEARS[-1]): unit
        for unit in units.values()
    }
    found: list[list[object]] = []
    used: set[int] = set()
    for year in range(FIRST_YEAR, plan.YEARS[-1] + 1):
        for visit in visits[year]:
            unit = by_name[str(visit[2])]
            found += [_finding(unit, visit, used, rng) for _ in range(int(str(visit[9])))]
    return [_HEADER, *([number, *row] for number, row in enumerate(found, start=1))]


def _finding(unit: Unit, visit: list[object], used: set[int], rng: Random) -> list[object]:
    day, kind, name, category, told = visit[:5]
    assert isinstance(day, date)
    known = [] if rng.random() * 100 >= _known(unit) else _own(unit, day, str(category), used)
    is_stated = rng.random() >= _UNSTATED_SHARE
    if known:
        entry = rng.choice(known)
        used.add(id(entry))
        number = entry.sequence if is_stated else ""
        return [
            day, kind, name, category, told, f"现场检查：{entry.sentence.text}",
            "是" if is_stated else "", number,
        ]  # fmt: skip
    cases = unit.stock["cases"]
    template = rng.choice(
        cases.get(category) or [line for lines in cases.values() for line in lines]
    )
    text = sentences.compose(template, unit.setting, day, rng).text
    return [day, kind, name, category, told, text, "否" if is_stated else "", ""]


def _known(unit: Unit) -> int:
    if unit.key in plan.RE_DATERS:
        return _KNOWN_BY_REDATERS
    return _KNOWN.get(unit.key, _KNOWN_BY_OTHERS)


def _own(unit: Unit, day: date, category: str, used: set[int]) -> list[Entry]:
    """Entries that the office had really found in this field before the visit."""
    return [
        entry
        for entry in unit.registers[day.year]
        if entry.category == category
        and entry.found < day
        and not entry.is_standing
        and id(entry) not in used
    ]
