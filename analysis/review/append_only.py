"""A csv file to which rows are appended and from which none is ever changed or taken out."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis import encodings, errors
from analysis.text.letters import spreadsheets


def rows(
    path: Path, columns: Sequence[str], required: Sequence[str]
) -> list[tuple[int, list[str]]]:
    """Every row ever appended, oldest first, each with the line it ends on; none without a file.

    Raises:
        InputError: a column is missing, or a line is cut off, too long or lacks what is required.
    """
    if not path.is_file():
        return []
    reader = csv.DictReader(encodings.csv_lines(path))
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise errors.InputError(
            f"{path} lacks the column{'s' if missing[1:] else ''} {', '.join(missing)}.",
            "Restore the file from a copy; it is only ever appended to.",
        )
    return [
        (reader.line_num, _values(row, columns, required, f"{path}, line {reader.line_num}"))
        for row in reader
    ]


def _values(
    row: dict[str, str], columns: Sequence[str], required: Sequence[str], where: str
) -> list[str]:
    cut_off = None in row.values() or None in row
    values = {name: spreadsheets.restored((row[name] or "").strip()) for name in columns}
    empty = [name for name in required if not values[name]]
    if cut_off or empty:
        lacking = f"lacks {', '.join(empty)}" if empty else "has not as many cells as the header"
        raise errors.InputError(
            f"{where}: the line {lacking}; it may have been cut off.",
            "Complete the line from a copy of the file, or take it out, and run again.",
        )
    return list(values.values())


def append(path: Path, columns: Sequence[str], added: Iterable[Sequence[str]]) -> None:
    """Add rows to the file (made with its folder if need be): all of them or none.

    The whole file is written beside itself and renamed, under a lock on the folder, so neither
    a crash nor a second writer at the same time loses a row.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path.parent):
        before = _in_utf8(path) if path.is_file() else _lines([columns], bom=True)
        if before and not before.endswith(b"\n"):
            before += b"\n"  # an editor may have saved it without the last one
        _replace(path, before + _lines(added))


def _in_utf8(path: Path) -> bytes:
    """The file as it is, or in UTF-8 where a spreadsheet program saved it otherwise."""
    content = path.read_bytes()
    with suppress(UnicodeDecodeError):
        content.decode("utf-8")
        return content
    return encodings.csv_lines(path).getvalue().encode("utf-8-sig")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _lines(added: Iterable[Sequence[str]], *, bom: bool = False) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([spreadsheets.neutral(value) for value in row] for row in added)
    # The byte order mark is what makes spreadsheets read Chinese.
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _replace(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as out:
        draft = Path(out.name)
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.chmod(path.stat().st_mode if path.is_file() else 0o644)
    draft.replace(path)
