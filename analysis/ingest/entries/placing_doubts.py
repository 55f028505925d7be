"""What a person should look at: units and years that were taken for want of a better one."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.ingest.entries.resolve import Placement
from analysis.ingest.layout import context
from analysis.ingest.layout.walk import Remark

_NAMED = frozenset(["sheet", "title", "file", "folder"])


def doubts(placement: Placement) -> list[Remark]:
    """Doubts about the parts that were placed, in order, then about the sheet as a whole.

    Those about the sheet stand at the first row that they bear on.
    """
    kept = frozenset(placement.kept)
    of_parts = [
        _doubt(placement, index, why)
        for index in sorted(placement.guessed)
        if index in kept
        for why in placement.guessed[index]
    ]
    return [*of_parts, *_of_sheet(placement)] if placement.kept else []


def _doubt(placement: Placement, index: int, why: str) -> Remark:
    row, year = placement.parts.rows[index], str(placement.years[index])
    if why == "above":
        reason = "The unit is empty; the one in the row above was taken. Fill it in if it differs."
        return Remark(row, "unit", placement.units[index], "unit_from_above", reason)
    if why == "span":
        return _span(row, year)
    reason = "Nothing names the register year, so the year of the found date was taken."
    return Remark(row, "register_year", year, "year_from_date", reason)


def _of_sheet(placement: Placement) -> Iterator[Remark]:
    sources = {placement.sources[index] for index in placement.kept}
    row = placement.parts.rows[placement.kept[0]]
    yield from _about_years(placement) if sources & _NAMED else ()
    if placement.shared_year and "date" in sources:
        dates = "found dates" if any(placement.parts.column("found_date")) else "other dates"
        reason = f"Nothing names the register year; nearly all {dates} lie in this year."
        value = str(placement.shared_year)
        yield Remark(row, "register_year", value, "year_from_dates", reason)
    said = placement.known.unit
    guess = said.value if said and said.source.endswith("?") else None
    if guess and any(placement.units[index] == guess for index in placement.kept):
        reason = "Taken as the unit because nothing else names one; say so in a unit column."
        yield Remark(row, "unit", guess, "unit_guessed", reason)


def _about_years(placement: Placement) -> Iterator[Remark]:
    """Places that name different years, or two years at once."""
    known = placement.known
    conflict = known.conflict()
    if conflict:
        (first, second) = conflict
        reason = (
            f"The {first.source} says {first.value}, the {second.source} says {second.value}; "
            f"{first.value} was taken."
        )
        row = placement.parts.rows[placement.kept[0]]
        yield Remark(row, "register_year", first.value, "year_conflict", reason)
    if known.years and known.years[0].source.endswith(context.SPAN):
        named = next(index for index in placement.kept if placement.sources[index] in _NAMED)
        yield _span(placement.parts.rows[named], known.years[0].value)


def _span(row: int, value: str) -> Remark:
    reason = (
        f"Two years are named; the later, {value}, was taken as the register year. "
        "Name one year in a column or the title if it is the other."
    )
    return Remark(row, "register_year", value, "year_span", reason)
