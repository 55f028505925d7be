"""Unit and register year of every entry, from its own cells first and from names last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.ingest.entries import ditto, register_years
from analysis.ingest.entries.parts import Parts, Texts
from analysis.ingest.layout import context
from analysis.ingest.layout.walk import Remark
from analysis.ingest.readers.cells import is_error
from analysis.ingest.vocabulary import kinds


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
    shared = register_years.shared_year(parts) if is_unsaid else None
    units, from_above = _units(parts, known, fills_down=fills_down)
    years, sources = (
        register_years.years(parts, known, year_from, shared)
        if kind.has_year
        else register_years.no_years(parts)
    )
    spans = register_years.spanned(parts, sources)
    missing = _missing(parts, units, years, kind)
    guessed: dict[int, list[str]] = {index: ["above"] for index in from_above}
    if is_unsaid and shared is None:
        _note(guessed, (at for at, source in enumerate(sources) if source == "date"), "date")
    _note(guessed, spans, "span")
    kept = [index for index in range(len(units)) if index not in missing]
    rejects = list(missing.values())
    firsts = register_years.first_years(years, sources, known, frozenset(spans))
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
