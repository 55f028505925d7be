"""What the markup of a sheet says and readers do not: formulas, pictures, codes, strikes."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from analysis.ingest.readers import parts, styles
from analysis.ingest.readers.archives import Mentions
from analysis.ingest.readers.cells import PICTURE

Place = tuple[int, int]
"""0-based row and column."""

_FORMULA = rb"<f(?:\s[^<>]*)?(?:/>|>(?P<said>[^<]*)</f>)"
_VALUE = rb"<v(?:\s[^<>]*)?(?:/>|>(?P<value>[^<]*)</v>)"
_TAG = rb"<c\s(?P<tag>[^<>]*[^<>/])>\s*"
# A formula is the first thing in its cell, so no search runs beyond the cell that holds it.
_CALCULATED = re.compile(_TAG + _FORMULA + rb"\s*(?:" + _VALUE + rb")?")
_FAULTY = re.compile(
    rb'<c\s(?=[^<>]*\bt="e")(?P<tag>[^<>]*[^<>/])>\s*(?:' + _FORMULA + rb")?\s*" + _VALUE
)
_STYLED = (
    rb'<c\s(?=[^<>]*\bs="(?:%s)")(?P<tag>[^<>]*)>(?:\s*(?:' + _FORMULA + rb")?" + _VALUE + rb")?"
)
_SHARED = rb'<c\s(?=[^<>]*\bt="s")(?P<tag>[^<>]*)>\s*<v>(?:%s)</v>'
_INLINE = re.compile(
    rb"<c\s(?P<tag>[^<>]*[^<>/])>\s*<is>(?:(?!</is>).)*?<strike(?!\s+val=\"[0f])", re.DOTALL
)
_STRUCK_STRING = re.compile(rb"<strike\s*(?:/>|>|val=\"(?:1|true)\")")
_AT = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_STYLE = re.compile(rb'\bs="(\d+)"')
_KIND = re.compile(rb'\bt="(\w+)"')
_IMAGE = re.compile(rb"(?:^|[^A-Z])(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
_HIDDEN = re.compile(
    rb'<row\s(?=[^>]*?\bhidden\s*=\s*["\'](?:1|true)["\'])[^>]*?\br\s*=\s*["\'](?P<row>\d{1,7})["\']'
)
_SIZE_CAP = 400_000_000  # bytes of one unpacked sheet; beyond it is no register
_EMPTY: frozenset[Place] = frozenset()


class Marks(NamedTuple):
    """What the markup of one sheet says.

    Attributes:
        unvalued: formulas that were saved without their value.
        texts: cells that show something else than their value: codes and pictures.
        struck: cells whose text, or a part of it, is struck out.
        hidden: numbers of the rows that are not shown.
        totals: indices of rows of totals that belong to a table.
    """

    unvalued: frozenset[Place] = _EMPTY
    texts: dict[Place, str] = {}
    struck: frozenset[Place] = _EMPTY
    hidden: tuple[int, ...] = ()
    totals: frozenset[int] = frozenset()


def read(path: Path, mentions: Mentions) -> dict[str, Marks]:
    """What the markup of each sheet says, by the sheet's name; parts not mentioned are not read."""
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return {}
            return _read(archive, mentions)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError):
        return {}  # the reader proper says what is wrong with the file


def is_1904(path: Path, mentions: Mentions) -> bool:
    """Whether the workbook counts days from 1904 on."""
    if "xl/workbook.xml" not in mentions.epoch:
        return False
    with zipfile.ZipFile(path) as archive:
        found = re.search(rb'date1904\s*=\s*"(?:1|true|on)"', archive.read("xl/workbook.xml"))
        return found is not None


def with_errors_as_text(path: Path, members: frozenset[str]) -> io.BytesIO:
    """A copy of the workbook in which an error value is a text; that of a picture is a picture.

    The reader refuses a whole workbook for an error value that came later (#SPILL!), and gives
    nothing for the others, as if their cells were blank.
    """
    copy = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as result:
        pictures = _are_pictures(archive)
        for name in archive.namelist():
            data = archive.read(name)
            if name in members:
                data = _FAULTY.sub(lambda cell: _as_text(cell, pictures=pictures), data)
            result.writestr(name, data)
    copy.seek(0)
    return copy


def _as_text(cell: re.Match[bytes], *, pictures: bool) -> bytes:
    tag, said = cell["tag"], cell["said"] or b""
    is_picture = _IMAGE.search(said) or (pictures and re.search(rb"\bvm=", tag))
    value = PICTURE.encode() if is_picture else cell["value"] or b""
    return b"<c " + tag.replace(b't="e"', b't="str"') + b"><v>" + value + b"</v>"


def _are_pictures(archive: zipfile.ZipFile) -> bool:
    """Whether the rich values of the workbook are pictures placed in cells, and no later errors."""
    name = "xl/richData/rdrichvaluestructure.xml"
    said = archive.read(name) if name in archive.namelist() else b""
    return b"mage" in said and b'"_error"' not in said


def _read(archive: zipfile.ZipFile, mentions: Mentions) -> dict[str, Marks]:
    known = _styles(archive)
    shared = _struck_strings(archive, mentions)
    totals = parts.totals(archive, mentions.totals)
    is_needed = bool(known.codes or known.struck or shared)
    needed = mentions.formulas | mentions.hidden | mentions.struck
    found = {}
    for name, member in parts.sheets(archive):
        of_tables = totals.get(member, frozenset())
        small = archive.getinfo(member).file_size <= _SIZE_CAP
        data = archive.read(member) if small and (is_needed or member in needed) else b""
        found[name] = _marks(data, known, shared)._replace(totals=of_tables)
    return found


def _marks(data: bytes, known: styles.Styles, shared: bytes) -> Marks:
    unvalued, texts = _calculated(data)
    return Marks(
        unvalued=unvalued,
        texts={**_codes(data, known), **texts},
        struck=_struck(data, known, shared),
        hidden=tuple(sorted(int(found["row"]) for found in _HIDDEN.finditer(data))),
    )


def _calculated(data: bytes) -> tuple[frozenset[Place], dict[Place, str]]:
    """Formulas without a value, and those that show a picture.

    A text formula may be saved with an empty text; a number is never empty.
    """
    unvalued, pictures = set(), {}
    for cell in _CALCULATED.finditer(data):
        place = _place(cell["tag"])
        if place is None:
            continue
        kind = _KIND.search(cell["tag"])
        is_text = kind is not None and kind[1] == b"str"
        if _IMAGE.search(cell["said"] or b""):
            pictures[place] = PICTURE
        elif not cell["value"] and not (is_text and b"<v" in cell.group()):
            unvalued.add(place)
    return frozenset(unvalued), pictures


def _codes(data: bytes, known: styles.Styles) -> dict[Place, str]:
    """Numbers as their format shows them, where it shows a code."""
    found: dict[Place, str] = {}
    for cell in _styled(data, frozenset(known.codes)):
        style, kind, place = (
            _STYLE.search(cell["tag"]),
            _KIND.search(cell["tag"]),
            _place(cell["tag"]),
        )
        if style is None or place is None or (kind and kind[1] != b"n"):
            continue
        text = styles.shown((cell["value"] or b"").decode(), known.codes[style[1].decode()])
        if text is not None:
            found[place] = text
    return found


def _struck(data: bytes, known: styles.Styles, shared: bytes) -> frozenset[Place]:
    """Cells whose own format, or the format of a part of their text, strikes out."""
    cells = list(_styled(data, known.struck))
    cells += re.finditer(_SHARED % shared, data) if shared else []
    cells += _INLINE.finditer(data) if b"<strike" in data else []
    return frozenset(place for cell in cells if (place := _place(cell["tag"])))


def _styled(data: bytes, indices: frozenset[str]) -> list[re.Match[bytes]]:
    if not indices or not data:
        return []
    return list(re.finditer(_STYLED % "|".join(sorted(indices)).encode(), data))


def _styles(archive: zipfile.ZipFile) -> styles.Styles:
    name = "xl/styles.xml"
    said = archive.read(name) if name in archive.namelist() else b""
    if b"formatCode" in said or b"<strike" in said:
        return styles.read(said)
    return styles.Styles({}, frozenset())


def _struck_strings(archive: zipfile.ZipFile, mentions: Mentions) -> bytes:
    """The numbers of shared texts that are struck out, in whole or in part, as a pattern."""
    name = "xl/sharedStrings.xml"
    if name not in mentions.struck:
        return b""
    texts = re.split(rb"<si(?=[\s>])", archive.read(name))[1:]
    return b"|".join(
        str(index).encode() for index, text in enumerate(texts) if _STRUCK_STRING.search(text)
    )


def _place(tag: bytes) -> Place | None:
    at = _AT.search(tag)
    return (int(at[2]) - 1, parts.column(at[1])) if at else None
