"""What title rows, sheet names, file names and folders say of a register: unit, year, date."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from analysis.ingest.readers.sheets import Cells
from analysis.ingest.vocabulary import names, words
from analysis.text.dates import dates, numerals
from analysis.text.dates.numeric_dates import Order

# `单位：万元` says what numbers count, not whose register it is.
_MEASURES = re.compile(r"(?:人民币)?[百千万亿]?[元项个件人次份条家%]|[人项件/、次]+|usd|days?")
SPAN = " (two years)"
"""Ends the source of a year that was said as the later of two."""
_YEARS = range(1950, 2101)  # a year outside is a number of something else
_ROC_NUMERALS = re.compile(
    r"(?:民国)?\s*([〇零一二三四五六七八九]{2,3}|[一二三四五六七八九]?[百十][一二三四五六七八九十百零]*)\s*年(?=度)"
)
# Four digits in a name that are no part of a document number, a date or a span of years.
_ALONE = re.compile(r"(?<![\d第〔\[(./~-])((?:19|20)\d\d)(?![\d号〕\]./~-])")
_FOUR_DIGITS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A register of 2023-2024 or 2023-24: two years that follow each other, not a month (2023-11).
_SPAN = re.compile(
    r"(?<![\d./-])((?:19|20)\d\d)\s*年?度?\s*(?:[-–—~/]+|至|到|、)\s*((?:19|20)\d\d|\d\d)"
    r"(?!\d|[./-]\d|\s*年?\s*\d{1,2}\s*月|号)"
)
_STAMP = re.compile(r"[（(]?\s*(?:盖章|公章|蓋章|签章|簽章)\s*[）)]?")


@dataclass(frozen=True)
class Said:
    """One thing said of the register and where: `column`, `title`, `sheet`, `file`, `folder`."""

    value: str
    source: str

    @property
    def meant(self) -> frozenset[int]:
        """The years that a year may mean: two, where it was said as the later of two."""
        return frozenset([int(self.value), int(self.value) - self.source.endswith(SPAN)])


@dataclass(frozen=True)
class Context:
    """What is known of a sheet's rows besides their cells.

    Attributes:
        units: candidates for the unit, most trusted first.
        years: candidates for the register year (as digits), most trusted first.
        dated: years of dates in the names of file and folders: it may be the day of an export, so
            the dates of the entries are believed first. A date in a sheet's name says nothing.
        filed: text of the date on which the register was handed in.
    """

    units: tuple[Said, ...] = ()
    years: tuple[Said, ...] = ()
    dated: tuple[Said, ...] = ()
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
        """Two places that say different years, if any do; of two years named either is meant."""
        others = (said for said in self.years[1:] if not said.meant & self.years[0].meant)
        return next(((self.years[0], other) for other in others), None)


def of_sheet(
    source_file: str, sheet: str | None, titles: Sequence[Cells], notes: Sequence[Cells] = ()
) -> Context:
    """The context of a sheet from the rows above its header, the notes below, and its names."""
    labels = [label for row in titles for label in labelled(row)]
    below = [(kind, value) for row in notes for kind, value in labelled(row) if kind != "year"]
    title_texts = [
        bare(text) for row in titles for text in row if text.strip() and not _is_label(text)
    ]
    path = PurePosixPath(source_file)
    places = [
        (names.spaced(sheet or ""), "sheet"),
        *((text, "title") for text in title_texts),
        (names.spaced(path.stem), "file"),
        *((names.spaced(part), "folder") for part in reversed(path.parts[:-1])),
    ]
    said = [Said(value, "title") for kind, value in [*labels, *below] if kind == "unit"]
    filed = next((value for kind, value in [*labels, *below] if kind == "date"), None)
    return Context(
        units=tuple(_units(said, places)),
        years=tuple(_years([value for kind, value in labels if kind == "year"], places)),
        dated=tuple(_dated_names(places)),
        filed=filed,
    )


def labelled(row: Cells) -> list[tuple[str, str]]:
    """(`unit`, `year` or `date`; value) for each labelled value; it may stand in the next cell."""
    texts = [text.strip() for text in row]
    found: list[tuple[str, str]] = []
    for column, text in enumerate(texts):
        beside = next(iter(texts[column + 1 :]), "")
        if beside and _is_label(text):
            found.append((_label_kind(words.plain(text)), beside))
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


@functools.lru_cache(maxsize=4096)
def year_of(text: str) -> int | None:
    """The register year that a title, name or cell of a year column states, if it states one."""
    if not text:
        return None
    levelled = _ROC_NUMERALS.sub(_in_digits, words.plain(text))
    year = dates.find_year(levelled) or dates.find_year(levelled, is_roc=True)
    alone = set(_ALONE.findall(levelled))
    if year is None and len(alone) == 1:
        year = int(alone.pop())
    return year if year in _YEARS else None


@functools.lru_cache(maxsize=4096)
def spanned_year(text: str) -> int | None:
    """The later of two years that follow each other, as in `2023-2024年度`; else None.

    Two digits are the later year only where they can be no month, or where a word says so.
    """
    plain = words.plain(text)
    found = _SPAN.search(plain)
    if not found or len(_SPAN.findall(plain)) > 1:
        return None
    first, last = int(found[1]), int(found[2]) if len(found[2]) == 4 else 0
    short = int(found[2]) if len(found[2]) == 2 else 0
    is_said = bool(re.match(r"\s*(?:年度?|学年|财年)", plain[found.end() :])) or "fy" in plain
    if last == first + 1 or (short == (first + 1) % 100 and (short > 12 or is_said)):
        return first + 1
    return None


@functools.lru_cache(maxsize=65536)
def dated_year(text: str, order: Order | None = None) -> int | None:
    """The year in which the date of a cell lies, even where day and month cannot be told apart.

    `order` is what its column settles (`text/dates/orders.py`).
    """
    span = dates.parse_date(text, order=order)
    if span.start is None and re.match(r"1\d\d\D", text):
        span = dates.parse_date(text, order="roc")
    if span.start and span.end:
        return span.start.year if span.start.year == span.end.year else None
    stated = set(_FOUR_DIGITS.findall(text))
    return int(stated.pop()) if len(stated) == 1 and span.kind == "ambiguous" else None


def _in_digits(found: re.Match[str]) -> str:
    return f"民国{numerals.to_int(found[1])}年"


@functools.cache
def _labels() -> re.Pattern[str]:
    """A label in front of a value, as in `填报单位：质检所` or `Unit: Metering Office`."""
    label = words.either("unit_label", "year_label", "date_label")
    # A value ends at two spaces, a comma, or a space before the next label.
    value = r"[^\s,;|:](?:(?!\s{2}|[,;|]|\s+[^\s:]{1,12}:).)*"
    return re.compile(
        rf"(?:^|(?<=[\s,;|]))(?P<label>{label})(?:\([^)]*\))?\s*:\s*(?P<value>{value})?"
    )


def _is_label(text: str) -> bool:
    """Whether a cell is a label and nothing else, so that its value stands beside it."""
    plain = " ".join(words.plain(text).split())
    return any(plain in words.listed(name) for name in ("unit_label", "year_label", "date_label"))


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
    """Years: a labelled one, the sheet's, the title's …; a bare date is a filing date."""
    stated = [(value, "title") for value in said] + places
    plain = [(text, source) for text, source in stated if not _is_day(text)]
    unstated = [(text, source) for text, source in plain if not year_of(text)]
    for text, source in plain:
        if year := year_of(text):
            yield Said(str(year), source)
    for text, source in unstated:
        if year := spanned_year(text):
            yield Said(str(year), f"{source}{SPAN}")


def _dated_names(places: list[tuple[str, str]]) -> Iterable[Said]:
    for text, source in places:
        is_name = source in ("file", "folder")
        if is_name and not year_of(text) and (found := _date_in(text)):
            yield Said(found, source)


def _is_day(text: str) -> bool:
    return dates.parse_date(text.strip("（）() ")).precision == "day" and not text.isdecimal()


def _date_in(name: str) -> str | None:
    """The year of a date inside a name, such as `质检所2024-12-05`."""
    found = re.search(r"(?<!\d)((?:19|20)\d\d)[-./年]?\d{1,2}[-./月]?\d{1,2}", name)
    return found[1] if found else None
