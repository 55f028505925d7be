"""What an xlsx or ods archive would unpack to, measured before anything parses it."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from xml.etree import ElementTree

from analysis import errors

UNPACKED_CAP = 1_500_000_000  # bytes of one archive; 200,000 rows of a ledger unpack to a tenth
CELL_CAP = 20_000_000  # cells of one sheet's used area, empty ones too; a reader holds them all
_MEMBER_CAP = 20_000  # parts of an archive; a workbook of 200 sheets has some 400
_CHUNK = 1 << 20
_OVERLAP = 64  # bytes kept of the chunk before, so that nothing is missed at the seam
_LOCAL_HEADER = 30
_SHEET_MARKS = {"formulas": b"<f", "hidden": b"hidden=", "errors": b't="e"'}
_MARKS = {"struck": b"<strike", "totals": b"totalsRowCount=", "epoch": b"date1904="}
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
# A place that is not plainly within column Z and row 199,999: only a sheet with such a place can be
# too large. A pattern that starts with plain characters is found several times faster, so an
# attribute that follows another white space is looked for only where there is such.
_FAR = re.compile(rb' r\s*=(?!"(?:[A-Z]\d{1,5}|[A-Z]?1\d{5}|\d{1,5})")')
_BREAKS = (b"\n", b"\t", b"\r")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,10})[\"']")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


class Mentions(NamedTuple):
    """Members of an archive whose markup speaks of something that deserves a closer look.

    Attributes:
        formulas: sheets with formulas.
        hidden: sheets with something that is not shown.
        errors: sheets with cells that hold an error value.
        struck: parts that strike text out.
        totals: tables with a row of totals.
        epoch: the part that says from which day on dates are counted.
    """

    formulas: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    errors: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    totals: frozenset[str] = frozenset()
    epoch: frozenset[str] = frozenset()


def check(path: Path) -> Mentions:
    """What a closer look is worth at in an archive, once it is known to be safe to parse.

    Raises:
        InputError: it is damaged or encrypted, would unpack to more than any register, declares
            entities, or has a used area beyond what can be held.
    """
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            members = archive.infolist()
            _check_directory(path, members)
            left = UNPACKED_CAP
            found: dict[str, set[str]] = {mark: set() for mark in Mentions._fields}
            for member in members:
                size, marks = _check_member(path, file, member, left)
                left -= size
                for mark in marks:
                    found[mark].add(member.filename)
            return Mentions(**{mark: frozenset(names) for mark, names in found.items()})
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError) as failure:
        raise _damaged(path) from failure


def _check_directory(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Refuse what the table of contents already tells."""
    if any(member.flag_bits & 1 for member in members):
        raise errors.InputError(
            f"{path.name}: the workbook is encrypted.",
            "Open it, remove the password, and save it again.",
        )
    declared = sum(member.file_size for member in members)
    overlaps = sum(member.compress_size for member in members) > path.stat().st_size
    if declared > UNPACKED_CAP or len(members) > _MEMBER_CAP or overlaps:
        raise _bomb(path)


def _check_member(
    path: Path, file: BinaryIO, member: zipfile.ZipInfo, left: int
) -> tuple[int, set[str]]:
    """Bytes that a member really unpacks to, and the names of the marks that stand in it."""
    size, tail, is_far = 0, b"", False
    marks: set[str] = set()
    is_sheet = "worksheets/" in member.filename
    sought = {**_MARKS, **_SHEET_MARKS} if is_sheet else _MARKS
    for chunk in _inflated(file, member):
        size += len(chunk)
        if size > left:
            raise _bomb(path)
        text = tail + chunk
        _check_declarations(path, member, text)
        marks.update(name for name, mark in sought.items() if name not in marks and mark in text)
        is_far = is_far or (is_sheet and _may_be_far(text))
        tail = chunk[-_OVERLAP:]
    if is_far or (is_sheet and _may_be_far(tail + bytes(_OVERLAP))):
        _check_area(path, file, member)
    if member.filename == "content.xml":
        _check_repeats(path, file, member)
    return size, marks


def _check_declarations(path: Path, member: zipfile.ZipInfo, text: bytes) -> None:
    if any(declaration in text for declaration in _DECLARATIONS):
        raise _declares(path, member.filename)


def _may_be_far(text: bytes) -> bool:
    far = _FAR.search(text)
    # One that the chunk cuts off stands whole at the beginning of the next.
    if far and far.start() < len(text) - _OVERLAP // 2:
        return True
    return any(mark in text and mark + b"r" in text for mark in _BREAKS)


def _inflated(file: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member in chunks, whatever length its header declares."""
    file.seek(member.header_offset)
    header = file.read(_LOCAL_HEADER)
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    file.seek(member.header_offset + _LOCAL_HEADER + names)
    left = member.compress_size
    if member.compress_type == zipfile.ZIP_STORED:
        while left > 0 and (piece := file.read(min(_CHUNK, left))):
            left -= len(piece)
            yield piece
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError(f"compression {member.compress_type}")
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0 and not engine.eof and (packed := file.read(min(_CHUNK, left))):
        left -= len(packed)
        while packed and not engine.eof:
            yield engine.decompress(packed, _CHUNK)
            packed = engine.unconsumed_tail


def _check_area(path: Path, file: BinaryIO, member: zipfile.ZipInfo) -> None:
    """Refuse a sheet whose farthest cells span more than can be held."""
    width = height = 1
    tail = b""
    for chunk in _inflated(file, member):
        for letters, number in _PLACE.findall(tail + chunk):
            width, height = max(width, _column(letters)), max(height, int(number))
        tail = chunk[-_OVERLAP:]
    if width * height > CELL_CAP:
        raise too_large(path.name, Path(member.filename).stem, height, width)


def _check_repeats(path: Path, file: BinaryIO, member: zipfile.ZipInfo) -> None:
    """The same for an ods sheet, where one cell may stand for many."""
    parser: ElementTree.XMLPullParser[Any] = ElementTree.XMLPullParser(["end"])
    cells = 0
    for chunk in _inflated(file, member):
        try:
            parser.feed(chunk)
        except ElementTree.ParseError as failure:
            raise _damaged(path) from failure
        for event in parser.read_events():
            node: Any = event[-1]
            if node.tag == f"{_TABLE}table-row":
                cells += _spread(node)
                node.clear()
            if cells > CELL_CAP:
                raise too_large(path.name, "content.xml", cells, 1)


def _spread(row: ElementTree.Element) -> int:
    """Cells that a row of an ods sheet stands for, up to the last with a value."""
    width = reach = 0
    for cell in row:
        width += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        reach = width if len(cell) else reach
    return reach * int(row.get(f"{_TABLE}number-rows-repeated", "1"))


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value


def too_large(name: str, sheet: str, height: int, width: int) -> errors.InputError:
    """What is said of a sheet whose used area no reader can hold."""
    return errors.InputError(
        f"{name}, sheet {sheet}: the used area is {height} rows by {width} columns, more than any "
        "register has.",
        "Delete the stray cells far below or right of the table and save the workbook.",
    )


def _bomb(path: Path) -> errors.InputError:
    return errors.InputError(
        f"{path.name}: unpacks to more than {UNPACKED_CAP // 1_000_000:,} MB, more than any "
        "register holds; it was not opened.",
        "Ask whoever sent it for the sheet alone, saved as a new xlsx or csv.",
    )


def _declares(path: Path, member: str) -> errors.InputError:
    return errors.InputError(
        f"{path.name}: {member} declares XML entities, which no spreadsheet program writes; "
        "it was not opened.",
        "Open it in a spreadsheet program that you trust and save it as a new xlsx.",
    )


def _damaged(path: Path) -> errors.InputError:
    return errors.InputError(
        f"{path.name}: the workbook is damaged or cut off.",
        "Copy it again from where it came from, or open it and save it as a new xlsx.",
    )
