"""Our own results among the registers, known by what they hold, wherever they were copied to."""

from __future__ import annotations

import functools
import hashlib
import json
import re
import tomllib
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

import opencc

from analysis import errors, messages
from analysis.ingest.readers.sheets import Cells, Sheet

RECORD = "run.json"
OURS = "a result of Five Lenses"
PAGE = "five-lenses-page"  # what pages as Word documents are marked with
_PROPERTIES = "docProps/core.xml"
_LARGEST = 100_000  # bytes of properties that are looked at
_KNOWN = Path(__file__).with_name("results.toml")
_SENT_BACK = Path(__file__).parent / "corrections" / "sent_back.toml"
# How logs of runs, changes between editions, their basis and what was mailed begin.
_BEGINS = re.compile(rb'\{\s*"format": 1,\s*"kind": "(?:run|changes|basis|mailed)",')
_BEGINNING = 80  # bytes
_HEADER_ROWS = 3  # a workbook sent back has a sentence above its headers
_FIXED = ("file", "sheet", "row", "fate", "column", "value", "reason")
_REVIEW = ("pair_key", "issue_text", "prior_issue_text")


class OwnResultError(errors.InputError):
    """A file that would count every issue twice: it was made from registers, and is none."""


def refuse(name: str, sheets: Iterable[Sheet]) -> None:
    """Refuse sheets that we wrote.

    Raises:
        OwnResultError: one of them has the columns of a table, chart, review or workbook of ours.
    """
    columns = _judgement().get(name, ())
    if any(_is_ours(row, columns) for sheet in sheets for row in _first_rows(sheet)):
        raise OwnResultError(
            f"{name}: the file is {OURS}, not a register.",
            "Give the registers that it was made from.",
        )


def published(files: Sequence[tuple[Path, str]]) -> set[str]:
    """The names of files of ours that say so, and of those that a site's record answers for."""
    ours = {name for path, name in files if _says_so(path)}
    known = {name: path for path, name in files}
    for path, name in files:
        told = _told(path) if path.name == RECORD else None
        if told is None:
            continue
        folder = PurePosixPath(name).parent
        wanted = {(folder / data).as_posix(): sha256 for data, sha256 in told.items()}
        here = set(wanted) & set(known)
        ours |= {name, *(one for one in here if _sha256(known[one]) == wanted[one])}
    return ours


def _says_so(path: Path) -> bool:
    """Whether a file begins as ours do that programs read, or is a page as a Word document."""
    if path.suffix.lower() == ".docx":
        return _is_page(path)
    if path.suffix.lower() not in (".json", ".jsonl"):
        return False
    try:
        with path.open("rb") as file:
            return _BEGINS.match(file.read(_BEGINNING)) is not None
    except OSError:
        return False


def _is_page(path: Path) -> bool:
    """Whether a Word document has the mark of our pages among its properties."""
    try:
        with zipfile.ZipFile(path) as parts, parts.open(_PROPERTIES) as properties:
            return PAGE.encode() in properties.read(_LARGEST)
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False


def _told(path: Path) -> dict[str, str] | None:
    """Rows behind charts and prints that a site's record answers for; None where it is none."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
        if state["format"] != 1 or not state["software"]["five_lenses"]:
            return None
        made = (
            each for page in state["pages"] for each in (*page["data"], *page.get("prints", ()))
        )
        return {each["path"]: each["sha256"] for each in made}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _first_rows(sheet: Sheet) -> list[Cells]:
    return [*([sheet.header] if sheet.header else []), *sheet.rows[:_HEADER_ROWS]]


def _is_ours(row: Cells, judgement: Sequence[str] = ()) -> bool:
    cells = [cell.strip().removeprefix("\ufeff") for cell in row]
    held = set(cells)
    tables, sentences = _signatures()
    if any(signature <= held for signature in tables) or (judgement and held >= {*judgement}):
        return True
    return tuple(cells[: len(_FIXED)]) in sentences


@functools.cache
def _judgement() -> dict[str, list[str]]:
    """The columns of files of reviewed judgement, by the names of the files."""
    found: dict[str, list[str]] = tomllib.loads(_KNOWN.read_text(encoding="utf-8"))["judgement"]
    return found


@functools.cache
def _signatures() -> tuple[tuple[frozenset[str], ...], frozenset[tuple[str, ...]]]:
    """Sets of headers that stand together, and the first headers of a workbook sent back."""
    known = tomllib.loads(_KNOWN.read_text(encoding="utf-8"))
    tables = [frozenset(columns) for columns in known["columns"]]
    for language in messages.LANGUAGES:
        headers = (messages.say(language, f"review.column_{name}") for name in _REVIEW)
        tables.append(frozenset(headers))
    words = tomllib.loads(_SENT_BACK.read_text(encoding="utf-8"))["words"]
    fixed = {tuple(words[key][at] for key in _FIXED) for at in (0, 1)}
    converted = {tuple(map(opencc.OpenCC("s2twp").convert, row)) for row in fixed}
    return tuple(tables), frozenset(fixed | converted)
