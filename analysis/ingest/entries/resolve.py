"""Unit and register year of every entry, from its own cells first and from names last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.ingest.entries import ditto
from analysis.ingest.entries.parts import Parts, Texts
from analysis.ingest.layout import context
from analysis.ingest.layout.walk import Remark
from analysis.ingest.readers.cells import is_error
from analysis.ingest.vocabulary import kinds
from analysis.text.dates import orders
from analysis.text.dates.numeric_dates import Order

_ONE_YEAR_SHARE = 0.8  # share of found dates in one year from which the register is of that year
_ROC_YEARS = range(80, 200)


@dataclass(frozen=True)
class Placement:
    """Where each part belongs: units, years and sources are as long as there are parts.

    Attributes:
        parts: the parts, with 同上 and the like replaced.
        known: what titles and names say, as far as it is believed.
        units: the unit of each; None where nobody says it.
        years: its register year.
        first_years: the earlier of two years that were named for it, as in `2023-2024年度`.
        sources: where the year came from.
        guessed: why the unit (`above`) or the year (`date`, `span`) of a part is in doubt.
        kept: indices of the parts that could be placed.
        rejects: one for each of the others.
        shared_year: the year that nearly all found dates lie in, where nothing else says one.
    """

    parts: Parts
    known: context.Context
    units: Texts
    years: list[int | None]
    first_years: list[int | None]
    sources: Texts
    guessed: dict[int, list[str]]
    kept: list[int]
    rejects: list[Remark]
    shared_year: int | None


def place(
    parts: Parts,
    known: context.Context,
    *,
    kind: kinds.Kind,
    year_from: str | None,
    fills_down: bool,
) -> Placement:
    """Each part with unit and year; one without either is rejected, a guess is said.

    Args:
        parts: the parts of one sheet in order.
        known: what titles and names say.
        kind: what the rows are; it says whether they need a unit and a register year.
        year_from: the date field that decides the year, if a mapping names one.
        fills_down: whether an empty unit means the one above (no merges say otherwise).
    """
    parts, (known, fills_down) = ditto.replaced(parts), _trusted(known, kind, fills_down)
    is_unsaid = kind.has_year and known.year is None and not year_from
    shared = _shared_year(parts) if is_unsaid else None
    units, from_above = _units(parts, known, fills_down=fills_down)
    years, sources = _years(parts, known, year_from, shared) if kind.has_year else _no_years(parts)
    spans = _spanned(parts, sources)
    missing = _missing(parts, units, years, kind)
    guessed: dict[int, list[str]] = {index: ["above"] for index in from_above}
    if is_unsaid and shared is None:
        _note(guessed, (at for at, source in enumerate(sources) if source == "date"), "date")
    _note(guessed, spans, "span")
    kept = [index for index in range(len(units)) if index not in missing]
    rejects = list(missing.values())
    firsts = _first_years(years, sources, known, frozenset(spans))
    return Placement(parts, known, units, years, firsts, sources, guessed, kept, rejects, shared)


def _note(guessed: dict[int, list[str]], indices: Iterable[int], why: str) -> None:
    for index in indices:
        guessed.setdefault(index, []).append(why)


def _trusted(
    known: context.Context, kind: kinds.Kind, fills_down: bool
) -> tuple[context.Context, bool]:
    """Context and filling down; where no unit means the whole bureau, no unit is guessed."""
    if "unit" not in kind.optional:
        return known, fills_down
    stated = tuple(said for said in known.units if not said.source.endswith("?"))
    return replace(known, units=stated), False


def column_year(text: str) -> int | None:
    """The year that a cell of a year column states; three digits are a year of the Republic."""
    plain = text.strip()
    if re.fullmatch(r"\d{2,3}", plain) and int(plain) in _ROC_YEARS:
        return int(plain) + 1911
    return context.year_of(plain) or context.spanned_year(plain)


def _units(
    parts: Parts, known: context.Context, *, fills_down: bool
) -> tuple[Texts, Sequence[int]]:
    """The unit of each part, and the indices of those that took it from the row above."""
    stated = parts.column("unit")
    spelled = {text: " ".join(text.split()) for text in set(stated) if text}
    if None not in stated and not any(map(is_error, spelled)):
        return [spelled[text] for text in stated if text], []
    units: Texts = []
    from_above = []
    above: str | None = None
    for index, (own, heading) in enumerate(zip(stated, parts.headings, strict=True)):
        unit = spelled[own] if own else heading.get("unit")
        if unit is None and above and fills_down:
            unit = above
            from_above.append(index)
        elif unit is None and known.unit:
            unit = known.unit.value
        above = own or (above if unit == above else None)
        # A cell that could not be calculated is no empty cell: nobody knows whose the row is.
        units.append(None if unit and is_error(unit) else unit)
    return units, [index for index in from_above if units[index]]


def _years(
    parts: Parts, known: context.Context, year_from: str | None, shared: int | None
) -> tuple[list[int | None], Texts]:
    """The register year of each part and where it came from."""
    stated, dated = parts.column("register_year"), parts.column(year_from or "found_date")
    own = {text: column_year(text) if text else None for text in set(stated)}
    if all(own.values()):
        return [own[text] for text in stated], ["column"] * len(stated)
    order = orders.of_texts(dated)
    years: list[int | None] = []
    sources: Texts = []
    for index, text in enumerate(stated):
        year, source = own[text], "column"
        if not year and not year_from:  # a field that decides is not overruled by names
            year, source = _named_year(parts.headings[index], known)
        if not year:
            year, source = shared or _date_year(dated[index], order), "date"
        years.append(year)
        sources.append(source if year else None)
    return years, sources


def _named_year(heading: dict[str, str], known: context.Context) -> tuple[int | None, str]:
    """The year that a heading, or else a title or a name, says."""
    if "year" in heading:
        return int(heading["year"]), "title"
    source = known.years[0].source if known.years else ""
    return known.year, source.removesuffix(context.SPAN)


def _no_years(parts: Parts) -> tuple[list[int | None], Texts]:
    count = len(parts.rows)
    return [None] * count, [None] * count


def _shared_year(parts: Parts) -> int | None:
    """The year of the register where nearly all found dates lie in one."""
    found = parts.column("found_date")
    order = orders.of_texts(found)
    years = Counter(year for text in found if (year := _date_year(text, order)))
    if not years:
        return None
    year, count = min(years.items(), key=lambda item: (-item[1], item[0]))
    return year if count >= _ONE_YEAR_SHARE * sum(years.values()) else None


def _date_year(text: str | None, order: Order | None) -> int | None:
    return context.dated_year(text, order) if text else None


def _missing(
    parts: Parts, units: Texts, years: Sequence[int | None], kind: kinds.Kind
) -> dict[int, Remark]:
    """For each part that cannot be placed, by its index, why not."""
    rows = parts.rows
    found = _without_result(parts)
    if "unit" not in kind.optional and None in units:
        reason = (
            "No column, heading, title, sheet name or file name says which unit this belongs to. "
            "Add a unit column, or name the unit in the title or the file name."
        )
        without = (index for index, unit in enumerate(units) if unit is None)
        no_unit = {index: Remark(rows[index], "unit", None, "no_unit", reason) for index in without}
        found = {**no_unit, **found}
    if kind.has_year and "register_year" not in kind.optional and None in years:
        reason = (
            "No column, title, sheet name, file name or found date says which year this belongs "
            "to. Add a year column, or name the year in the title or the file name."
        )
        for index, year in enumerate(years):
            if year is None and index not in found:
                found[index] = Remark(rows[index], "register_year", None, "no_year", reason)
    return dict(sorted(found.items()))


def _without_result(parts: Parts) -> dict[int, Remark]:
    """The parts whose unit could not be calculated."""
    reason = (
        "The cell that names the unit shows an error of a formula, so nobody knows whose the row "
        "is. Correct the formula, or write the unit."
    )
    return {
        index: Remark(parts.rows[index], "unit", text, "formula_error", reason)
        for index, text in enumerate(parts.column("unit"))
        if text and is_error(text)
    }


def _spanned(parts: Parts, sources: Texts) -> list[int]:
    """The parts whose year column names two years."""
    stated = parts.column("register_year")
    spans = {text for text in set(stated) if text and _is_span(text)}
    if not spans:
        return []
    return [
        index for index, text in enumerate(stated) if text in spans and sources[index] == "column"
    ]


def _first_years(
    years: Sequence[int | None], sources: Texts, known: context.Context, spans: frozenset[int]
) -> list[int | None]:
    """The year before the register year, where two were named: in the column, or in a name."""
    named = known.years[0].source if known.years else ""
    said = (known.year, named.removesuffix(context.SPAN)) if named.endswith(context.SPAN) else None
    if said is None and not spans:
        return [None] * len(years)
    return [
        year - 1 if year and (index in spans or (year, sources[index]) == said) else None
        for index, year in enumerate(years)
    ]


def _is_span(text: str) -> bool:
    return context.year_of(text) is None and context.spanned_year(text) is not None
