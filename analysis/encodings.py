"""Which encoding a text file is in, decided by rule and never by statistics over few bytes."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from analysis import errors

# The order matters: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Characters that any Chinese ledger is full of, in both scripts. Text decoded with the wrong one
# of GB18030 and Big5 consists of rare characters, so a share of these decides where both decode.
_FREQUENT = frozenset(
    "的一是不了在有人中大上个為为和未及对對等年月日号號序项項单單位科室部门門责責任问問题題"
    "整改措施完成时時间間限期检檢查所局工作进進行规規定要求管理制度落实實存无無类類别別原因"
    "备備注註表编編名称稱状狀态態情况況发發现現导導领領组組文件记記录錄安全监監督"
)
_FREQUENT_SHARE = 0.08  # right decodings of ledgers lie above 0.2, wrong ones below 0.02


_noted: ContextVar[dict[str, str] | None] = ContextVar("_noted", default=None)


def reviewed(
    folder: Path | None, name: str, columns: Sequence[str]
) -> tuple[Path, list[dict[str, str]]]:
    """These columns of a file of reviewed judgement; no row where there is no such file.

    Raises:
        InputError: a column is missing.
    """
    path = (folder or Path()) / name
    if folder is None or not path.is_file():
        return path, []
    reader = csv.DictReader(csv_lines(path))
    if not set(columns) <= set(reader.fieldnames or ()):
        raise errors.InputError(
            f"{path} has the columns {', '.join(reader.fieldnames or ()) or 'none'}.",
            f"It needs {' and '.join(f'`{column}`' for column in columns)}"
            " (and should have `reason`, `role`, `date`).",
        )
    return path, [{column: (row[column] or "").strip() for column in columns} for row in reader]


@contextmanager
def noted() -> Iterator[dict[str, str]]:
    """The hash of each file of reviewed judgement that is read in the block, by its name.

    The hash is that of the very bytes that were read, not of what stands there before or after.
    """
    told: dict[str, str] = {}
    token = _noted.set(told)
    try:
        yield told
    finally:
        _noted.reset(token)


def csv_lines(path: Path) -> io.StringIO:
    """The lines of a csv file of reviewed judgement, for the csv module.

    As `decode`; but no mapping can say how such a file was saved, so what is not certain is
    taken for GB18030, in which Chinese spreadsheet programs save csv.

    Raises:
        InputError: it is no text.
    """
    data = path.read_bytes()
    _note(path, data)
    text = _presumed(data, path.name)
    if text is None or "\0" in text:
        raise errors.InputError(f"{path} is no csv file.", "Save it as CSV in UTF-8.")
    return io.StringIO(text.removeprefix("\ufeff"), newline="")


def _note(path: Path, data: bytes) -> None:
    told = _noted.get()
    content = hashlib.sha256(data).hexdigest()
    if told is not None and told.setdefault(path.name, content) != content:
        raise errors.InputError(
            f"{path}: the file changed while it was read.",
            "Wait until whoever writes it is done, and run the command again.",
        )


def _presumed(data: bytes, name: str) -> str | None:
    try:
        return decode(data, declared=None, name=name)[0]
    except errors.InputError:
        return next(iter(_fitting(data).values()), _attempt(data, "gb18030"))


def decode(data: bytes, *, declared: str | None, name: str) -> tuple[str, str]:
    """The text of a file and the encoding used (`utf-8`, `utf-16`, `gb18030`, `big5hkscs` …).

    Order: byte-order mark, the declared encoding, UTF-8, GB18030 without private-use characters,
    Big5-HKSCS. Big5 bytes decode as GB18030 without an error but with private-use characters,
    which is what tells them apart.

    Raises:
        InputError: nothing fits, or two do and no encoding is declared.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding.removesuffix("-sig")
    if declared:
        return _strict(data, declared, name), declared
    text = _attempt(data, "utf-8")
    if text is not None:
        return text, "utf-8"
    return _chinese(data, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError) as failure:
        raise errors.InputError(
            f"{name}: cannot be decoded as {encoding} ({failure}).",
            "Set `encoding` in the mapping file to the one it was saved with, or save it as UTF-8.",
        ) from failure


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _chinese(data: bytes, name: str) -> tuple[str, str]:
    found = _fitting(data)
    likely = [encoding for encoding, text in found.items() if _is_familiar(text)]
    if len(likely) == 1:
        return found[likely[0]], likely[0]
    raise errors.InputError(
        f"{name}: the encoding is not certain (not UTF-8; "
        f"{' and '.join(found) or 'neither gb18030 nor big5hkscs'} would fit).",
        'Say which it is in a mapping file, for instance encoding = "gb18030", '
        "or save the file as UTF-8.",
    )


def _fitting(data: bytes) -> dict[str, str]:
    """The text by each Chinese encoding that fits."""
    texts = {encoding: _attempt(data, encoding) for encoding in ("gb18030", "big5hkscs")}
    return {
        encoding: text
        for encoding, text in texts.items()
        if text is not None and not _has_private_use(text)
    }


def _has_private_use(text: str) -> bool:
    return any("\ue000" <= character <= "\uf8ff" for character in text)


def _is_familiar(text: str) -> bool:
    wide = [character for character in text if character >= "\u2e80"]
    known = sum(character in _FREQUENT for character in wide)
    return bool(wide) and known / len(wide) >= _FREQUENT_SHARE
