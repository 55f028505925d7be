"""Measures: what each unit promises, by when, and whether it was done."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from making import plan
from making.entries import Entry

if TYPE_CHECKING:
    from making.story import Unit

_BANDS = ("coarse", "middling", "quantified")
_OPEN_ENDED = ("长期坚持", "立行立改", "持续整改", "长期")
_TALK = ("对当事人进行批评教育，加强教育管理，提高思想认识。", "重申工作纪律，加强教育，引以为戒。")
_CHECKS = (
    "由纪检组负责，{year}年组织突击检查10次，覆盖全体科室，查实的扣发当月绩效并在全局通报，{year}年12月底前复查。",
    "局党组组织纪检组牵头，每季度对全体人员抽查不少于2次，违规率控制在1%以内，复查不合格的年度考核扣2分，{year}年11月底前完成。",
)
_EVIDENCE = ("现场照片{n}张", "检查记录第{n}号", "案卷复印件{n}页", "问询笔录{n}份")
_LAST_CLOSING = (12, 12)


def settle(unit: Unit, entries: list[Entry], words: dict[str, Any]) -> None:
    """Give every entry of a register its measure, dates, status, severity and evidence."""
    for entry in entries:
        rng = unit.rng
        entry.owner = rng.choice(words["owners"])
        entry.cause = rng.choice(words["causes"])
        _grade(entry, rng)
        if entry.is_standing:
            _promise_forever(unit, entry, words)
        elif entry.category in plan.SMALL_KINDS:
            _small(unit, entry)
        else:
            _promise(unit, entry, words)
        _prove(unit, entry)


def _grade(entry: Entry, rng: Random) -> None:
    if entry.category in plan.SMALL_KINDS:
        entry.severity = "轻微"
    elif entry.source is None:
        entry.severity = rng.choice(("一般", "一般", "一般", "较重", "轻微"))


def _promise_forever(unit: Unit, entry: Entry, words: dict[str, Any]) -> None:
    """Standing entries: a coarse measure, mostly last year's, that is never closed."""
    source = entry.source
    if source and source.measure and unit.rng.random() < 0.8:
        entry.measure, entry.band, entry.owner = source.measure, source.band, source.owner
    else:
        entry.measure, entry.band = _coarse(unit, entry, words), "coarse"
    entry.due = unit.rng.choice(_OPEN_ENDED)
    if unit.rng.random() < 0.3:
        entry.due = date(entry.year, 12, 31)
    entry.status = unit.rng.choice(("长期坚持", "持续推进", "基本完成", "正在整改"))


def _small(unit: Unit, entry: Entry) -> None:
    """小事化了 until the year of the surprise checks, then a measure with numbers in it."""
    if entry.year < plan.SURPRISE_YEAR:
        entry.measure, entry.band = unit.rng.choice(_TALK), "coarse"
    else:
        entry.measure = unit.rng.choice(_CHECKS).format(year=entry.year)
        entry.band = "quantified"
    _close(unit, entry)


def _promise(unit: Unit, entry: Entry, words: dict[str, Any]) -> None:
    if entry.role == "status_update":
        entry.status = "已完成"
        return
    if entry.role == "duplicate" and entry.source:
        _same(entry, entry.source)
        return
    entry.band = _band(unit, entry)
    entry.measure = _text(unit, entry, words)
    entry.due = min(entry.found + timedelta(days=unit.rng.choice((30, 45, 60, 90))), _end(entry))
    stays_open = entry.spare.get("unclosed") or entry.role == "carry_over"
    if stays_open or unit.rng.random() < 0.15:
        entry.status = unit.rng.choice(("整改中", "正在推进", "未完成"))
        entry.due = date(entry.year + 1, 3, 31)
        entry.spare["open"] = "1"
        return
    _close(unit, entry)
    entry.fate = _fate(unit, entry)


def _close(unit: Unit, entry: Entry) -> None:
    """Closed within the year when there was time for it, and mostly verified."""
    last = date(entry.year, *_LAST_CLOSING)
    closed = min(entry.found + timedelta(days=unit.rng.randint(9, 60)), last)
    entry.closed = closed
    entry.due = max(_as_date(entry.due, closed), closed)
    entry.status = unit.rng.choice(("已完成", "已整改到位", "已整改"))
    if unit.rng.random() < 0.7:
        entry.verified = min(closed + timedelta(days=unit.rng.randint(1, 9)), last)


def _fate(unit: Unit, entry: Entry) -> int:
    """The year in which the problem returns, drawn from a pack of thirty without replacement."""
    can_return = entry.sentence.has("n") and not entry.spare.get("general")
    if not can_return or entry.role == "cross_unit" or entry.role == "foreign_name":
        return 0
    deck = unit.decks.setdefault(entry.band, [])
    if not deck:
        one, two = plan.RETURNS[entry.band]
        deck += [1] * one + [2] * two + [0] * (30 - one - two)
        unit.rng.shuffle(deck)
    years = deck.pop()
    return entry.year + years if years and entry.year + years <= plan.YEARS[-1] else 0


def _band(unit: Unit, entry: Entry) -> str:
    """Half of the measures that failed are replaced by quantified ones."""
    if entry.role == "returned" and unit.rng.random() < 0.5:
        return "quantified"
    return unit.rng.choices(_BANDS, weights=unit.part.mix)[0]


def _coarse(unit: Unit, entry: Entry, words: dict[str, Any]) -> str:
    return unit.rng.choice(words["coarse"]).format(F=_focus(unit, entry)[0])


def _text(unit: Unit, entry: Entry, words: dict[str, Any]) -> str:
    rng = unit.rng
    if entry.band == "coarse":
        return _coarse(unit, entry, words)
    focus, counter = _focus(unit, entry)
    month = min(12, entry.found.month + rng.randint(1, 3))
    year = f"民國{entry.year - 1911}年" if unit.setting.is_roc else f"{entry.year}年"
    return rng.choice(words[entry.band]).format(
        F=focus, c=counter, D=f"{year}{month}月底", N=rng.randint(20, 90), n=rng.randint(5, 15),
        p=rng.randint(95, 99), O=entry.owner, V=rng.choice(words["checkers"]),
        U=unit.setting.unit, S=rng.choice(words["sanctions"]), t=rng.randint(2, 4),
    )  # fmt: skip


def _focus(unit: Unit, entry: Entry) -> tuple[str, str]:
    focus, _, counter = unit.stock["focus"].get(entry.category, "工作纪律,次").partition(",")
    return focus, counter


def _prove(unit: Unit, entry: Entry) -> None:
    """Evidence where somebody looked; re-dated entries have none, some say so with a dash."""
    if entry.role == "returned" or (
        unit.key == plan.HONEST and entry.role in ("new", "look_alike", "small")
    ):
        kind = unit.rng.choice(_EVIDENCE)
        entry.evidence = f"{entry.found.year}年{kind.format(n=unit.rng.randint(2, 48))}"


def _same(entry: Entry, other: Entry) -> None:
    for name in ("measure", "band", "owner", "due", "closed", "verified", "status", "cause"):
        setattr(entry, name, getattr(other, name))


def _as_date(value: date | str, default: date) -> date:
    return value if isinstance(value, date) else default


def _end(entry: Entry) -> date:
    return date(entry.year, 12, 31)
