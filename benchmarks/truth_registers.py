"""Registers, visits and status events of a bureau whose problems come back at a known rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import openpyxl

YEARS = range(2018, 2024)
CLAUSES = ("第一条", "第二条")
COARSE = "加强管理，提高认识。"
QUANTIFIED = "科长负责，6月30日前核对126份，每月抽查10份，合格率不低于98%，逐份验收。"
_SEVERITIES = ("一般", "严重")
_HAN = (0x4E00, 0x9000)
_REGISTER = (
    "序号", "部门", "条款", "问题描述", "严重程度", "发现日期", "佐证材料", "整改措施", "完成时间",
    "整改情况",
)  # fmt: skip
_VISIT = ("检查日期", "被检查部门", "条款", "检查组")
_EVENT = ("部门", "年度", "问题编号", "进展节点", "节点日期")


@dataclass(frozen=True)
class Setting:
    """What is true, and who looks; `told` says it in words."""

    told: str
    ratio: float = 1.0
    unit_count: int = 12
    quantified_units: int = 12
    hazard: float = 0.25
    new_problems: float = 4.0
    frailty: float = 0.0  # sd of the log hazard of units
    looking: tuple[float, float] | None = None  # share of years visited, of each clause
    is_banded_by_clause: bool = False
    severe_ratio: float = 1.0
    is_banded_by_severity: bool = False
    missing_years: float = 0.0
    recorded_unvisited: float = 1.0
    is_redrawn: bool = False  # whether a problem that is back may get the other kind of measure


_TWO = (0.9, 0.3)
SETTINGS = {
    "null": Setting("no effect; every register is filed, nobody inspects"),
    "half": Setting("ratio .5; every register is filed, nobody inspects", ratio=0.5),
    "looking differs": Setting(
        "no effect; the clause of quantified measures is inspected in 90 %, the other in 30 % of"
        " years",
        looking=_TWO,
        is_banded_by_clause=True,
    ),
    "looking differs, half": Setting(
        "the same with ratio .5", ratio=0.5, looking=_TWO, is_banded_by_clause=True
    ),
    "unvisited years record half": Setting(
        "no effect, looking differs, and registers of years without a visit hold half of what is"
        " there",
        looking=_TWO,
        is_banded_by_clause=True,
        recorded_unvisited=0.5,
    ),
    "severity": Setting(
        "no effect; severe problems come back 2.5 times as often and get the quantified measures",
        severe_ratio=2.5,
        is_banded_by_severity=True,
    ),
    "severity, half": Setting(
        "the same with ratio .5", ratio=0.5, severe_ratio=2.5, is_banded_by_severity=True
    ),
    "measures change": Setting(
        "no effect; a problem that is back may get the other kind of measure", is_redrawn=True
    ),
    "measures change, half": Setting("the same with ratio .5", ratio=0.5, is_redrawn=True),
    "missing years": Setting(
        "no effect; one register in five is missing, nobody inspects", missing_years=0.2
    ),
    "frailty": Setting("no effect; units differ (sd .5 of the log hazard)", frailty=0.5),
    "frailty, half": Setting("the same with ratio .5", ratio=0.5, frailty=0.5),
    "1 of 12 units": Setting("no effect; quantified measures in one unit", quantified_units=1),
    "2 of 12 units": Setting(
        "no effect; quantified measures in two units, units differ", quantified_units=2, frailty=0.5
    ),
    "6 of 12 units": Setting(
        "no effect; quantified measures in six units, units differ", quantified_units=6, frailty=0.5
    ),
    "6 units": Setting("no effect; six units that differ", unit_count=6, frailty=0.5,
                       quantified_units=6, new_problems=8),
    "30 units": Setting("ratio .5; thirty units that differ", unit_count=30, frailty=0.5,
                        quantified_units=30, ratio=0.5),
}  # fmt: skip


@dataclass(frozen=True)
class Spell:
    """A measure and the yearly chance that its problem comes back."""

    unit: str
    year: int
    is_quantified: bool
    hazard: float


@dataclass
class Made:
    """The rows of the workbooks, and what is true of them."""

    setting: Setting
    entries: dict[int, list[list[object]]] = field(default_factory=dict)
    visits: list[list[object]] = field(default_factory=list)
    events: list[list[object]] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)


@dataclass
class _Problem:
    unit: int
    clause: int
    text: str
    is_severe: bool
    is_quantified: bool


def make(setting: Setting, seed: int) -> Made:
    """The bureau of one seed."""
    return _Maker(setting, np.random.default_rng(seed)).make()


def write(made: Made, folder: Path) -> None:
    """The workbooks of a bureau: a register for each year, visits and status events."""
    folder.mkdir(parents=True)
    for year, rows in made.entries.items():
        _save(folder / f"问题台账{year}年度.xlsx", _REGISTER, rows)
    if made.visits:
        _save(folder / "检查记录.xlsx", _VISIT, made.visits)
    _save(folder / "问题进展.xlsx", _EVENT, made.events)


class _Maker:
    """Problems found, cured and found again, year after year."""

    def __init__(self, setting: Setting, random: np.random.Generator) -> None:
        self.setting, self.random = setting, random
        self.made = Made(setting, {year: [] for year in YEARS})
        self.frailty = np.exp(random.normal(0, setting.frailty, setting.unit_count))
        self.frailty /= self.frailty.mean()
        self.case = 0

    def make(self) -> Made:
        cured: list[_Problem] = []
        for year in YEARS:
            visited = self._visit(year)
            filed = self.random.random(self.setting.unit_count) >= self.setting.missing_years
            back = [problem for problem in cured if self.random.random() < self._hazard(problem)]
            seen = [
                problem for problem in back if filed[problem.unit] and self._seen(problem, visited)
            ]
            fresh = [problem for problem in self._new() if filed[problem.unit]]
            for problem in [*seen, *fresh]:
                self._file(year, problem)
            known = {id(problem) for problem in seen}
            cured = [problem for problem in cured if id(problem) not in known] + seen + fresh
        return self.made

    def _visit(self, year: int) -> set[tuple[int, int]]:
        """The units and clauses visited in a year; the last year is looked at into December."""
        if self.setting.looking is None:
            return set()
        visited = {
            (unit, clause)
            for unit in range(self.setting.unit_count)
            for clause, share in enumerate(self.setting.looking)
            if self.random.random() < share
        }
        for unit, clause in sorted(visited):
            day = f"{year}-{self.random.integers(10, 13)}-{self.random.integers(1, 29):02d}"
            self.made.visits.append([day, _unit(unit), CLAUSES[clause], "督查组"])
        self.made.visits.append([f"{year}-12-20", "某某外单位", "第九条", "督查组"])
        return visited

    def _seen(self, problem: _Problem, visited: set[tuple[int, int]]) -> bool:
        if self.setting.looking is None or (problem.unit, problem.clause) in visited:
            return True
        return bool(self.random.random() < self.setting.recorded_unvisited)

    def _new(self) -> Iterator[_Problem]:
        for unit in range(self.setting.unit_count):
            for _ in range(self.random.poisson(self.setting.new_problems)):
                clause = int(self.random.integers(2))
                is_severe = bool(self.random.random() < 0.5)
                yield _Problem(
                    unit, clause, self._text(), is_severe, self._quantified(unit, clause, is_severe)
                )

    def _quantified(self, unit: int, clause: int, is_severe: bool) -> bool:
        if unit >= self.setting.quantified_units:
            return False
        chance = 0.5
        if self.setting.is_banded_by_clause:
            chance = 0.9 if clause == 0 else 0.1
        if self.setting.is_banded_by_severity:
            chance = 0.8 if is_severe else 0.2
        return bool(self.random.random() < chance)

    def _text(self) -> str:
        points = self.random.integers(*_HAN, 18)
        return "".join(map(chr, points)) + "不符合规定"

    def _hazard(self, problem: _Problem) -> float:
        rate = -np.log1p(-self.setting.hazard) * self.frailty[problem.unit]
        rate *= self.setting.severe_ratio if problem.is_severe else 1.0
        rate *= self.setting.ratio if problem.is_quantified else 1.0
        return float(-np.expm1(-rate))

    def _file(self, year: int, problem: _Problem) -> None:
        """An entry with its measure; one closing in three stands in the status events alone."""
        self.case += 1
        if self.setting.is_redrawn:
            unit, clause, is_severe = problem.unit, problem.clause, problem.is_severe
            problem.is_quantified = self._quantified(unit, clause, is_severe)
        found = np.datetime64(f"{year}-01-05") + int(self.random.integers(0, 240))
        closed = str(found + int(self.random.integers(10, 60)))
        number = len(self.made.entries[year]) + 1
        is_event = self.case % 3 == 0
        self.made.entries[year].append(
            [
                number,
                _unit(problem.unit),
                CLAUSES[problem.clause],
                problem.text,
                _SEVERITIES[problem.is_severe],
                str(found),
                f"检查记录第{1000 + self.case}号",
                QUANTIFIED if problem.is_quantified else COARSE,
                None if is_event else closed,
                "已完成",
            ]
        )
        if is_event:
            row = [_unit(problem.unit), year, number, "办结", closed]
            self.made.events.append(row)
        spell = Spell(_unit(problem.unit), year, problem.is_quantified, self._hazard(problem))
        self.made.spells.append(spell)


def _unit(place: int) -> str:
    return f"第{'一二三四五六七八九十'[place % 10]}{'甲乙丙丁'[place // 10]}科"


def _save(path: Path, header: tuple[str, ...], rows: list[list[object]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("清单")
    sheet.append(list(header))
    for row in rows:
        sheet.append(row)
    book.save(path)
