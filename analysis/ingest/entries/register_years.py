"""The register year of every entry: from its own cell, a heading, a name, and last from dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analysis.ingest.entries.parts import Parts, Texts
from analysis.ingest.layout import context
from analysis.text.dates import orders
from analysis.text.dates.numeric_dates import Order

_ONE_YEAR_SHARE = 0.8  # share of found dates in one year from which the register is of that year
_ROC_YEARS = range(80, 200)


def years(
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
        if not year and known.dated:
            year, source = int(known.dated[0].value), known.dated[0].source
        years.append(year)
        sources.append(source if year else None)
    return years, sources


def column_year(text: str) -> int | None:
    """The year that a cell of a year column states; three digits are a year of the Republic."""
    plain = text.strip()
    if re.fullmatch(r"\d{2,3}", plain) and int(plain) in _ROC_YEARS:
        return int(plain) + 1911
    return context.year_of(plain) or context.spanned_year(plain)


def _named_year(heading: dict[str, str], known: context.Context) -> tuple[int | None, str]:
    """The year that a heading, or else a title or a name, says."""
    if "year" in heading:
        return int(heading["year"]), "title"
    source = known.years[0].source if known.years else ""
    return known.year, source.removesuffix(context.SPAN)


def no_years(parts: Parts) -> tuple[list[int | None], Texts]:
    """No years, for records that have none."""
    count = len(parts.rows)
    return [None] * count, [None] * count


def shared_year(parts: Parts) -> int | None:
    """The year of the register where nearly all found dates lie in one.

    Where there is no found date at all, the dates on which entries were due or closed say it.
    """
    columns = (parts.column(name) for name in ("found_date", "due_date", "closed_date"))
    told = next((texts for texts in columns if any(texts)), [])
    order = orders.of_texts(told)
    years = Counter(year for text in told if (year := _date_year(text, order)))
    if not years:
        return None
    year, count = min(years.items(), key=lambda item: (-item[1], item[0]))
    return year if count >= _ONE_YEAR_SHARE * sum(years.values()) else None


def _date_year(text: str | None, order: Order | None) -> int | None:
    return context.dated_year(text, order) if text else None


def spanned(parts: Parts, sources: Texts) -> list[int]:
    """The parts whose year column names two years."""
    stated = parts.column("register_year")
    spans = {text for text in set(stated) if text and _is_span(text)}
    if not spans:
        return []
    return [
        index for index, text in enumerate(stated) if text in spans and sources[index] == "column"
    ]


def first_years(
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
