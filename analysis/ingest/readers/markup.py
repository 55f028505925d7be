"""What the markup of a sheet says and readers do not: formulas without a value, hidden rows."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<c\s[^>]*?\br=\"([A-Z]+)(\d+)\"[^>]*>(.*?)</c>", re.DOTALL)
_HIDDEN = re.compile(
    rb'<row\s(?=[^>]*?\bhidden\s*=\s*["\'](?:1|true)["\'])[^>]*?\br\s*=\s*["\'](?P<row>\d{1,7})["\']'
)
_VALUE = re.compile(rb"<v>[^<]+</v>|<v [^>]*>[^<]+</v>")
_SIZE_CAP = 400_000_000  # bytes of one unpacked sheet; beyond it is no register


def unvalued_cells(path: Path, members: frozenset[str]) -> dict[str, frozenset[tuple[int, int]]]:
    """For each sheet the 0-based (row, column) of its formulas without a cached value.

    `members` are the parts of the archive that mention a formula; the others are not read.
    """
    return {
        name: frozenset(
            (int(number) - 1, _column(letters))
            for letters, number, inner in _CELL.findall(data)
            if b"<f" in inner and not _VALUE.search(inner)
        )
        for name, data in _texts(path, members)
    }


def hidden_rows(path: Path, members: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """For each sheet the numbers of its hidden rows; `members` mention that something is hidden."""
    return {
        name: tuple(sorted(int(found["row"]) for found in _HIDDEN.finditer(data)))
        for name, data in _texts(path, members)
    }


def _texts(path: Path, members: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """Name and XML of the sheets that some of the archive's members hold."""
    if not members:
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for name, member in _parts(archive):
                if member in members and archive.getinfo(member).file_size <= _SIZE_CAP:
                    yield name, archive.read(member)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError):
        return  # the reader proper says what is wrong with the file


def _parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Sheet names and the archive members that hold them."""
    book = _parse(archive, "xl/workbook.xml")
    links = _parse(archive, "xl/_rels/workbook.xml.rels")
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = []
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_LINK), "")
        member = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
        member = target.lstrip("/") if target.startswith("/") else member
        parts.append((sheet.get("name", ""), member))
    return parts


def _parse(archive: zipfile.ZipFile, member: str) -> ElementTree.Element:
    data = archive.read(member)
    if b"<!ENTITY" in data:
        raise ElementTree.ParseError("entities are not expected in a workbook")
    return ElementTree.fromstring(data)


def _column(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value - 1
