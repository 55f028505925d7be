"""What title rows, sheet names, file names and folders say of a register: unit, year, date."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from analysis.ingest import names, words
from analysis.ingest.sheets import Cells
from analysis.text import dates

# `单位：万元` says what numbers count, not whose register it is.
_MEASURES = re.compile(r"(?:人民币)?[百千万亿]?[元项个件人次份条家%]|[人项件/、次]+|usd|days?")
_STAMP = re.compile(r"[（(]?\s*(?:盖章|公章|蓋章|签章|簽章)\s*[）)]?")


@dataclass(frozen=True)
class Said:
    """One thing said of the register and where: `column`, `title`, `sheet`, `file`, `folder`."""

    value: str
    source: str


@dataclass(frozen=True)
class Context:
    """What is known of a sheet's rows besides their cells.

    Attributes:
        units: candidates for the unit, most trusted first.
        years: candidates for the register year (as digits), most trusted first.
        filed: text of the date on which the register was handed in.
    """

    units: tuple[Said, ...] = ()
    years: tuple[Said, ...] = ()
    filed: str | None = None

    @property
    def unit(self) -> Said | None:
        """The most trusted unit."""
        return self.units[0] if self.units else None

    @property
    def year(self) -> int | None:
        """The most trusted register year."""
        return int(self.years[0].value) if self.years else None

    def conflict(self) -> tuple[Said, Said] | None:
        """Two places that say different years, if any do."""
        for said in self.years[1:]:
            if said.value != self.years[0].value:
                return self.years[0], said
        return None


def of_sheet(
    source_file: str, sheet: str | None, titles: Sequence[Cells], notes: Sequence[Cells] = ()
) -> Context:
    """The context of a sheet from the rows above its header, the notes below, and its names."""
    labels = [label for row in titles for label in labelled(row)]
    below = [(kind, value) for row in notes for kind, value in labelled(row) if kind != "year"]
    title_texts = [bare(text) for row in titles for text in row if text.strip()]
    path = PurePosixPath(source_file)
    places = [
        *((text, "title") for text in title_texts),
        (names.spaced(path.stem), "file"),
        *((names.spaced(part), "folder") for part in reversed(path.parts[:-1])),
    ]
    places.insert(0, (names.spaced(sheet or ""), "sheet"))
    said = [Said(value, "title") for kind, value in [*labels, *below] if kind == "unit"]
    filed = next((value for kind, value in [*labels, *below] if kind == "date"), None)
    return Context(
        units=tuple(_units(said, places)),
        years=tuple(_years([value for kind, value in labels if kind == "year"], places)),
        filed=filed,
    )


def labelled(row: Cells) -> list[tuple[str, str]]:
    """(`unit`, `year` or `date`; value) for each labelled value; it may stand in the next cell."""
    texts = [text.strip() for text in row]
    found: list[tuple[str, str]] = []
    for column, text in enumerate(texts):
        for hit in _labels().finditer(words.plain(text)):
            own = text[hit.start("value") : hit.end("value")].strip() if hit["value"] else ""
            value = own or next(filter(None, texts[column + 1 :]), "")
            value = _STAMP.sub("", value).strip()
            if value and not _MEASURES.fullmatch(words.plain(value)):
                found.append((_label_kind(hit["label"]), value))
    return found


def bare(text: str) -> str:
    """A title without its labelled values, so that a filing date is no register year."""
    pieces, start = [], 0
    for hit in _labels().finditer(words.plain(text)):
        pieces.append(text[start : hit.start()])
        start = hit.end()
    return " ".join([*pieces, text[start:]]).strip()


@functools.lru_cache(maxsize=65536)
def year_of(text: str) -> int | None:
    """The register year that a title, name or cell states, if it states one."""
    year = dates.find_year(text) if text else None
    return year if year and 1900 <= year <= 2100 else None


@functools.cache
def _labels() -> re.Pattern[str]:
    """A label in front of a value, as in `填报单位：质检所` or `Unit: Metering Office`."""
    label = words.either("unit_label", "year_label", "date_label")
    # A value ends at two spaces, a comma, or a space before the next label.
    value = r"[^\s,;|:](?:(?!\s{2}|[,;|]|\s+[^\s:]{1,12}:).)*"
    return re.compile(
        rf"(?:^|(?<=[\s,;|]))(?P<label>{label})(?:\([^)]*\))?\s*:\s*(?P<value>{value})?"
    )


def _label_kind(label: str) -> str:
    bare_label = " ".join(label.split())
    if bare_label in words.listed("year_label"):
        return "year"
    return "date" if bare_label in words.listed("date_label") else "unit"


def _units(said: list[Said], places: list[tuple[str, str]]) -> Iterable[Said]:
    """Units: a labelled one, then parts of the bureau, then the bureau, then what is left."""
    found = list(said)
    for text, source in places:
        found += [Said(unit, source) for unit in names.units_in(text)]
    part = [item for item in found if not names.is_bureau(item.value)]
    whole = [item for item in found if names.is_bureau(item.value)]
    rest = [
        Said(left, f"{source}?")
        for text, source in places
        if source != "title" and (left := names.residue(text))
    ]
    return [*part, *whole, *rest]


def _years(said: list[str], places: list[tuple[str, str]]) -> Iterable[Said]:
    labelled_years = [(value, "title") for value in said]
    sheet, others = places[:1], places[1:]
    for text, source in [*labelled_years, *sheet, *others]:
        year = year_of(text)
        if year is not None:
            yield Said(str(year), source)
