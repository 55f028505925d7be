"""Unit and register year of every entry, from its own cells first and from names last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.ingest import context, kinds
from analysis.ingest.walk import Remark

_DITTO = re.compile(r"同上|同前|〃|″|”|“|\"|''|ditto|do\.|as above|same as above", re.IGNORECASE)
_DITTO_STARTS = frozenset("同〃”“\"'dDaAsS")  # few texts begin so, and few rows need a closer look
_ONE_YEAR_SHARE = 0.8  # share of found dates in one year from which the register is of that year
_ROC_YEARS = range(80, 200)
_DITTO_FIELDS = frozenset(
    ["unit", "register_year", "category", "clause", "severity", "found_date", "found_by"]
    + ["owner_role", "due_date", "closed_date", "verified_date", "inspected_date", "led_by"]
)


@dataclass(frozen=True)
class Part:
    """One issue on its way to a raw table: where it stood, its fields, and its surroundings."""

    row: int
    part: int
    part_count: int
    fields: dict[str, str]
    extra: dict[str, str]
    heading: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """A part with its unit, year, and where the year came from."""

    part: Part
    unit: str | None
    year: int | None
    year_source: str | None


@dataclass
class Placement:
    """What could be placed, what could not, and what a person should look at."""

    placed: list[Placed] = field(default_factory=list)
    rejects: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)


def place(
    parts: Sequence[Part],
    known: context.Context,
    *,
    kind: kinds.Kind,
    year_from: str | None,
    fills_down: bool,
) -> Placement:
    """Each part with unit and year; one without either is rejected, a guess is a doubt.

    Args:
        parts: the parts of one sheet in order.
        known: what titles and names say.
        kind: what the rows are; it says whether they need a unit and a register year.
        year_from: the date field that decides the year, if a mapping names one.
        fills_down: whether an empty unit means the one above (no merges say otherwise).
    """
    result = Placement()
    parts, (known, fills_down) = _without_ditto(parts), _trusted(known, kind, fills_down)
    shared = _shared_year(parts) if kind.has_year and known.year is None else None
    above: str | None = None
    for part in parts:
        unit, doubt = _unit(part, known, above if fills_down else None)
        above = part.fields.get("unit") or (above if unit == above else None)
        year, source = _year(part, known, year_from, shared) if kind.has_year else (None, None)
        missing = _missing(part, unit, year, kind)
        if missing:
            result.rejects.append(missing)
            continue
        is_guess = source == "date" and not year_from and shared is None
        said = [doubt, _dated(part, year) if is_guess else None, _span_in_column(part, source)]
        result.doubts += filter(None, said)
        result.placed.append(Placed(part, unit, year, source))
    result.doubts += _sheet_doubts(result.placed, known, shared, needs_year=kind.has_year)
    return result


def column_year(text: str) -> int | None:
    """The year that a cell of a year column states; three digits are a year of the Republic."""
    plain = text.strip()
    if re.fullmatch(r"\d{2,3}", plain) and int(plain) in _ROC_YEARS:
        return int(plain) + 1911
    return context.year_of(plain) or context.spanned_year(plain)


def _without_ditto(parts: Sequence[Part]) -> list[Part]:
    """The parts with 同上 and the like replaced by what stands above (but not in long texts)."""
    above: dict[str, str] = {}
    result = []
    for part in parts:
        fields = part.fields
        said = {
            name: above[name]
            for name, text in fields.items()
            if text[0] in _DITTO_STARTS
            and len(text) <= 13
            and name in above
            and _DITTO.fullmatch(text)
        }
        changed = replace(part, fields={**fields, **said}) if said else part
        result.append(changed)
        fields = changed.fields
        above = {name: fields[name] for name in _DITTO_FIELDS if name in fields}
    return result


def _unit(
    part: Part, known: context.Context, above: str | None
) -> tuple[str | None, Remark | None]:
    own = part.fields.get("unit")
    if own:
        return " ".join(own.split()), None
    if "unit" in part.heading:
        return part.heading["unit"], None
    if above:
        reason = "The unit is empty; the one in the row above was taken. Fill it in if it differs."
        return above, Remark(part.row, "unit", above, "unit_from_above", reason)
    said = known.unit
    return (said.value, None) if said else (None, None)


def _year(
    part: Part, known: context.Context, year_from: str | None, shared: int | None
) -> tuple[int | None, str | None]:
    own = column_year(part.fields.get("register_year", ""))
    if own:
        return own, "column"
    if year_from:
        dated = context.dated_year(part.fields.get(year_from, ""))
        return dated, "date" if dated else None
    if "year" in part.heading:
        return int(part.heading["year"]), "title"
    if known.years:
        return known.year, known.years[0].source.removesuffix(context.SPAN)
    found = shared or _found_year(part)
    return found, "date" if found else None


def _shared_year(parts: Sequence[Part]) -> int | None:
    """The year of the register where nearly all found dates lie in one."""
    years = Counter(year for part in parts if (year := _found_year(part)))
    if not years:
        return None
    year, count = min(years.items(), key=lambda item: (-item[1], item[0]))
    return year if count >= _ONE_YEAR_SHARE * sum(years.values()) else None


def _found_year(part: Part) -> int | None:
    return context.dated_year(part.fields.get("found_date", ""))


def _trusted(
    known: context.Context, kind: kinds.Kind, fills_down: bool
) -> tuple[context.Context, bool]:
    """Context and filling down; where no unit means the whole bureau, no unit is guessed."""
    if "unit" not in kind.optional:
        return known, fills_down
    stated = tuple(said for said in known.units if not said.source.endswith("?"))
    return replace(known, units=stated), False


def _missing(part: Part, unit: str | None, year: int | None, kind: kinds.Kind) -> Remark | None:
    if unit is None and "unit" not in kind.optional:
        reason = (
            "No column, heading, title, sheet name or file name says which unit this belongs to. "
            "Add a unit column, or name the unit in the title or the file name."
        )
        return Remark(part.row, "unit", None, "no_unit", reason)
    if year is None and kind.has_year and "register_year" not in kind.optional:
        reason = (
            "No column, title, sheet name, file name or found date says which year this belongs "
            "to. Add a year column, or name the year in the title or the file name."
        )
        return Remark(part.row, "register_year", None, "no_year", reason)
    return None


def _dated(part: Part, year: int | None) -> Remark:
    reason = "Nothing names the register year, so the year of the found date was taken."
    return Remark(part.row, "register_year", str(year), "year_from_date", reason)


def _sheet_doubts(
    placed: Sequence[Placed], known: context.Context, shared: int | None, *, needs_year: bool
) -> list[Remark]:
    """Doubts about the sheet as a whole; their row is the first that they bear on."""
    doubts: list[Remark] = []
    if not placed:
        return doubts
    row = placed[0].part.row
    named = [item for item in placed if item.year_source in ("sheet", "title", "file", "folder")]
    conflict = known.conflict()
    if needs_year and conflict and named:
        (first, second) = conflict
        reason = (
            f"The {first.source} says {first.value}, the {second.source} says {second.value}; "
            f"{first.value} was taken."
        )
        doubts.append(Remark(row, "register_year", first.value, "year_conflict", reason))
    doubts += _span_doubts(named, known)
    if shared and any(item.year_source == "date" for item in placed):
        reason = "Nothing names the register year; nearly all found dates lie in this year."
        doubts.append(Remark(row, "register_year", str(shared), "year_from_dates", reason))
    said = known.unit
    if said and said.source.endswith("?") and any(item.unit == said.value for item in placed):
        reason = "Taken as the unit because nothing else names one; say so in a unit column."
        doubts.append(Remark(row, "unit", said.value, "unit_guessed", reason))
    return doubts


def _span_doubts(named: Sequence[Placed], known: context.Context) -> list[Remark]:
    if not named or not known.years or not known.years[0].source.endswith(context.SPAN):
        return []
    return [_span(named[0].part.row, known.years[0].value)]


def _span_in_column(part: Part, source: str | None) -> Remark | None:
    stated = part.fields.get("register_year", "")
    if source != "column" or context.year_of(stated):
        return None
    later = context.spanned_year(stated)
    return _span(part.row, str(later)) if later else None


def _span(row: int, value: str) -> Remark:
    reason = (
        f"Two years are named; the later, {value}, was taken as the register year. "
        "Name one year in a column or the title if it is the other."
    )
    return Remark(row, "register_year", value, "year_span", reason)
