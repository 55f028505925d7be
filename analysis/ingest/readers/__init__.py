"""From a file to sheets of cell text; a file that is not what its name says is refused in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analysis import errors
from analysis.ingest.readers import delimited, documents, parquet, records, workbooks
from analysis.ingest.readers.options import Options
from analysis.ingest.readers.sheets import Sheet

__all__ = ["Options", "SUFFIXES", "read"]

_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"
_READERS: dict[str, Callable[[Path, Options], list[Sheet]]] = {
    ".xlsx": workbooks.read,
    ".xlsm": workbooks.read,
    ".xlsb": workbooks.read,
    ".xls": workbooks.read,
    ".et": workbooks.read,
    ".ods": workbooks.read,
    ".docx": documents.read,
    ".csv": delimited.read,
    ".tsv": delimited.read,
    ".json": records.read,
    ".jsonl": records.read,
    ".ndjson": records.read,
    ".parquet": parquet.read,
}
_MAGIC = {
    ".xlsx": _ZIP,
    ".xlsm": _ZIP,
    ".xlsb": _ZIP,
    ".ods": _ZIP,
    ".docx": _ZIP,
    ".xls": _OLE,
    ".parquet": _PARQUET,
}
SUFFIXES = frozenset(_READERS)


def read(path: Path, options: Options | None = None) -> list[Sheet]:
    """The sheets of one file.

    Raises:
        InputError: the file is empty, encrypted, cut off, or not what its ending says.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise errors.InputError(
            f"{path.name}: files ending in '{path.suffix}' cannot be read.",
            f"Save it as xlsx or csv; these endings can be read: {', '.join(sorted(SUFFIXES))}.",
        )
    _check_content(path)
    return reader(path, options or Options())


def _check_content(path: Path) -> None:
    head = _first_bytes(path)
    if not head:
        raise errors.InputError(
            f"{path.name}: the file is empty (0 bytes).",
            "Copy it again from where it came from; the other files are not affected.",
        )
    suffix = path.suffix.lower()
    expected = _MAGIC.get(suffix)
    if expected == _ZIP and head.startswith(_OLE):
        raise errors.InputError(
            f"{path.name}: the file is encrypted, or an old .xls or .doc file named {suffix}.",
            f"Open it, remove the password, and save it as a new {suffix}.",
        )
    if expected and not head.startswith(expected):
        raise _wrong_ending(path, head)
    # WPS saves .et as either kind of workbook.
    plain = () if suffix == ".et" else (_ZIP, _OLE)
    if not expected and head.startswith((*plain, _PARQUET)):
        raise _wrong_ending(path, head)


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except OSError as failure:
        raise errors.InputError(
            f"{path.name}: the file cannot be opened ({failure.strerror}).",
            "Check that it is there, that you may read it, and that no program holds it.",
        ) from failure


def _wrong_ending(path: Path, head: bytes) -> errors.InputError:
    kinds = {_ZIP: "an xlsx workbook", _OLE: "an old xls workbook", _PARQUET: "a parquet file"}
    found = next((name for magic, name in kinds.items() if head.startswith(magic)), "plain text")
    return errors.InputError(
        f"{path.name}: the name ends in '{path.suffix}', but the content looks like {found}.",
        "Give it the ending that fits its content, or open it and save it as xlsx or csv.",
    )
