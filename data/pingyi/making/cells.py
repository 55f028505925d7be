"""What stands in the cells of a row: days in the unit's style, numbers, noise of the keyboard."""

from __future__ import annotations

from datetime import date
from random import Random

from making import plan, sentences
from making.entries import Entry
from making.forms import Form
from making.story import Unit

_DIGITS = "〇一二三四五六七八九"
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_PINYIN = (("質", "質(zhì)"), ("檢", "檢(jiǎn)"), ("質", "質（zhì）"), ("標", "標(biāo)"))


def values(form: Form, unit: Unit, entry: Entry, rng: Random) -> dict[str, object]:
    """The cells of an entry by the fields of a form."""
    shown = entry.spare.get("shown_found")
    found = date.fromisoformat(shown) if shown else entry.found
    return {
        "sequence": _sequence(unit, entry, rng),
        "unit": unit_name(unit, entry.year),
        "year": f"{entry.year}年" if unit.key == plan.HONEST else entry.year,
        "category": entry.category,
        "severity": entry.severity,
        "text": _noisy(unit, entry, rng),
        "by": "自查" if rng.random() < 0.6 else "局考核办检查",
        "found": _loosely(found, form, rng),
        "cause": entry.cause,
        "measure": entry.measure,
        "owner": entry.owner,
        "due": _due(entry, form, rng),
        "status": entry.status,
        "closed": _loosely(entry.closed, form, rng),
        "verified": _loosely(entry.verified, form, rng),
        "carry": entry.carry_over or form.carry_blank,
        "evidence": entry.evidence or form.blank,
    }


def spelled(day: date, style: str) -> object:
    """A day as the unit writes it."""
    written: dict[str, object] = {
        "real": day,
        "dot": f"{day.year}.{day.month}.{day.day}",
        "slash": f"{day.year}/{day.month}/{day.day}",
        "words": f"{day.year}年{day.month}月{day.day}日",
        "numerals": "".join(_DIGITS[int(d)] for d in str(day.year))
        + f"年{sentences.numeral(day.month)}月{sentences.numeral(day.day)}日",
        "serial": (day - date(1899, 12, 30)).days,
        "roc": f"民國{day.year - 1911}年{day.month}月{day.day}日",
    }
    return written[style]


def unit_name(unit: Unit, year: int) -> str:
    """What the unit is called in that year."""
    later = unit.stock.get("later_name")
    return later if later and year >= plan.RENAMED_YEAR else unit.setting.unit


def translated(value: object, table: dict[int, str]) -> object:
    """Traditional script; a cell marked for it gets a pinyin annotation, as crawled text has."""
    if not isinstance(value, str):
        return value
    text = value.translate(table)
    if not text.startswith("pinyin "):
        return text
    text = text.removeprefix("pinyin ")
    hit = next(((plain, noted) for plain, noted in _PINYIN if plain in text), None)
    return text.replace(*hit, 1) if hit else text


def _sequence(unit: Unit, entry: Entry, rng: Random) -> object:
    if unit.key == "jicha":
        return f"{entry.sequence:03d}"
    return str(entry.sequence) if unit.key == "shipin" and rng.random() < 0.4 else entry.sequence


def _noisy(unit: Unit, entry: Entry, rng: Random) -> str:
    """The sentence with what keyboards, clipboards and crawlers do to it."""
    text, chance = entry.text + entry.noise, rng.random()
    if unit.setting.is_roc and chance < 0.15:
        return "pinyin " + text
    if chance < 0.03:
        return text.translate(_WIDE_DIGITS)
    if chance < 0.05:
        return text.replace("，", ",")
    if chance < 0.065:
        return text.replace("，", "，\n", 1)
    return text + " " if chance < 0.08 else text


def _loosely(day: date | None, form: Form, rng: Random) -> object:
    """A day in the unit's own style, now and then in another."""
    if day is None:
        return ""
    others = ("roc",) if form.dates == "roc" else ("dot", "words", "real")
    return spelled(day, rng.choice(others) if rng.random() < 0.12 else form.dates)


def _due(entry: Entry, form: Form, rng: Random) -> object:
    if isinstance(entry.due, str):
        return entry.due
    year = f"民國{entry.due.year - 1911}年" if form.dates == "roc" else f"{entry.due.year}年"
    if entry.due.day >= 30 and rng.random() < 0.6:
        return f"{year}底" if entry.due.month == 12 else f"{year}{entry.due.month}月底"
    return _loosely(entry.due, form, rng)
