"""The one file of verdicts: rows are appended, none is ever changed or taken out."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from analysis import encodings, errors
from analysis.text.letters import spreadsheets

FILE_NAME = "verdicts.csv"
VERDICTS = ("confirmed", "dismissed", "unsure")
RETRACTED = "retracted"
_KNOWN = (*VERDICTS, RETRACTED)


class Decision(NamedTuple):
    """What one reviewer decided on one link; the last row of a reviewer on a link counts.

    `pair_key` is the hash of both issue ids and both text hashes, so a changed text is another
    pair. `decided_at` is UTC. `shown_class` and `similarity` are what the reviewer was shown.
    """

    pair_key: str
    issue_id: str
    prior_issue_id: str
    text_hash: str
    prior_text_hash: str
    verdict: str
    reviewer: str
    note: str
    decided_at: str
    rule_version: str
    shown_class: str
    similarity: str


def read(folder: Path | None) -> list[Decision]:
    """Every decision ever recorded in the folder, oldest first; none without a file.

    Raises:
        InputError: a column is missing or a verdict is none of the allowed words.
    """
    path = folder / FILE_NAME if folder else None
    if path is None or not path.is_file():
        return []
    reader = csv.DictReader(encodings.csv_lines(path))
    missing = [name for name in Decision._fields if name not in (reader.fieldnames or ())]
    if missing:
        raise errors.InputError(
            f"{path} lacks the column{'s' if missing[1:] else ''} {', '.join(missing)}.",
            "Restore the file from a copy; it is only ever appended to.",
        )
    return [_decision(row, path, reader.line_num) for row in reader]


def _decision(row: dict[str, str], path: Path, line: int) -> Decision:
    values = [spreadsheets.restored((row[name] or "").strip()) for name in Decision._fields]
    decision = Decision(*values)
    if decision.verdict not in _KNOWN:
        raise errors.InputError(
            f"{path}, line {line}: the verdict is {decision.verdict!r}.",
            f"Allowed are {', '.join(_KNOWN)}.",
        )
    return decision


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The last decision of each reviewer on each link, less those taken back."""
    last = {(one.pair_key, one.reviewer): one for one in decisions}
    return sorted(one for one in last.values() if one.verdict != RETRACTED)


def append(folder: Path, added: Sequence[Decision]) -> Path:
    """Add rows to the file in `folder` (made if need be): all of them or none; its path.

    The whole file is written beside itself and renamed, under a lock on the folder, so neither
    a crash nor a second reviewer at the same time loses a row.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    with _locked(folder):
        before = _in_utf8(path) if path.is_file() else _lines([Decision._fields], bom=True)
        if before and not before.endswith(b"\n"):
            before += b"\n"  # an editor may have saved it without the last one
        _replace(path, before + _lines(added))
    return path


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


def _lines(rows: Iterable[Sequence[str]], *, bom: bool = False) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([spreadsheets.neutral(value) for value in row] for row in rows)
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
