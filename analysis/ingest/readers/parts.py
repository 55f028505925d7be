"""Which part of a workbook's archive holds which sheet, and which tables stand on it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_AREA = re.compile(r"\$?[A-Z]{1,3}\$?(\d+):\$?[A-Z]{1,3}\$?(\d+)")


def sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Sheet names and the archive members that hold them."""
    book = _parse(archive, "xl/workbook.xml")
    targets = _targets(archive, "xl/workbook.xml")
    found = [
        (sheet.get("name", ""), targets.get(sheet.get(_LINK), ""))
        for sheet in book.iter(f"{_MAIN}sheet")
    ]
    return [(name, member) for name, member in found if member in archive.namelist()]


def totals(archive: zipfile.ZipFile, members: frozenset[str]) -> dict[str, frozenset[int]]:
    """For each sheet's member the indices of the rows of totals of its tables.

    `members` are the tables that mention such a row.
    """
    found: dict[str, set[int]] = {}
    for _, sheet in sheets(archive) if members else ():
        for table in members.intersection(_targets(archive, sheet).values()):
            found.setdefault(sheet, set()).update(_totals_of(_parse(archive, table)))
    return {sheet: frozenset(rows) for sheet, rows in found.items()}


def column(letters: bytes) -> int:
    """0 for A, 26 for AA."""
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value - 1


def _totals_of(table: ElementTree.Element) -> range:
    """The last rows of a table's area, as many as it says are totals."""
    area = _AREA.fullmatch(table.get("ref", ""))
    count = int(table.get("totalsRowCount", "0"))
    last = int(area[2]) if area else 0
    return range(last - count, last)


def _targets(archive: zipfile.ZipFile, member: str) -> dict[str | None, str]:
    """The members that a member refers to, by the id of the reference."""
    folder, name = posixpath.split(member)
    links = f"{folder}/_rels/{name}.rels"
    if links not in archive.namelist():
        return {}
    found = {}
    for link in _parse(archive, links):
        target = link.get("Target", "")
        whole = target if target.startswith("/") else posixpath.join(folder, target)
        found[link.get("Id")] = posixpath.normpath(whole).lstrip("/")
    return found


def _parse(archive: zipfile.ZipFile, member: str) -> ElementTree.Element:
    data = archive.read(member)
    if b"<!ENTITY" in data:
        raise ElementTree.ParseError("entities are not expected in a workbook")
    return ElementTree.fromstring(data)
