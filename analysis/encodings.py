"""Which encoding a text file is in, decided by rule and never by statistics over few bytes."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
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
_LEAST_HANGUL = 12  # syllables that tell a file to be Korean
_HANGUL, _KANA = re.compile("[\uac00-\ud7a3]"), re.compile("[\u3041-\u30fa\u30fc]")
_NARROW_KANA = re.compile("[\uff61-\uff9f]")
_SCRIPT_SHARE = 0.9  # of Korean text is Hangul; of Chinese text decoded so, a half
_KANA_SHARE = 0.1  # of Japanese ledgers a third is kana
_ONE_SCRIPT = frozenset(["cp949", "cp932"])
# Letters beyond ASCII of each western language: text that is read with a wrong one mixes them.
_LANGUAGES = tuple(
    map(
        frozenset,
        (
            "àâæçèéêëîïôœùûüÿ", "àáâãçéêíóôõúü", "áéíñóúü", "äöüßéè", "àèéìíòóùú", "åäöæøéüàè",
            "áéëíïóöúüè", "àçèéíïòóúü", "áðéíóúýþæö", "äõöüšž",
        ),
    )
)  # fmt: skip
_LETTERS = "".join(sorted(frozenset().union(*_LANGUAGES)))
_LETTERS += "".join(sorted({letter.upper() for letter in _LETTERS} - {"SS"}))
_SIGNS = "‘’‚“”„–—•…€£¥§°ºª«»¿¡´·×÷²³¹½¼¾±™®©‹›\xa0µ¢†‡"
_SPECIAL = re.compile("[^\\x00-\\x7f]+")
_LONGEST_RUN = 1.7  # on average; characters of two bytes come in runs of two and more
_INSIDE_WORD = re.compile(f"[A-Za-z{_LETTERS}](?:[¿¡²³¹½¼¾±×÷§¢£¥µ†‡][a-z{_LETTERS}]|[‚„†‡])")


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

    Order: byte-order mark, the declared encoding, UTF-8, then the one of GB18030, Big5-HKSCS,
    Korean, Japanese and Western Windows encodings that gives words of its own language. Big5 bytes
    decode as GB18030 without an error but with private-use characters, which tells them apart.

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
    return _eastern_or_western(data, name)


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


def _eastern_or_western(data: bytes, name: str) -> tuple[str, str]:
    found = {encoding: text for encoding in _AT_HOME if (text := _attempt(data, encoding))}
    likely = [encoding for encoding, text in found.items() if _AT_HOME[encoding](text)]
    if len(likely) > 1:  # all text in one foreign script is that script, whatever else would fit
        likely = [encoding for encoding in likely if encoding in _ONE_SCRIPT] or likely
    if len(likely) == 1:
        return found[likely[0]], likely[0]
    # Nothing is named that would give other characters than were written.
    tried = f"{' and '.join(likely)} would fit" if likely else "no known one gives words"
    example = likely[0] if likely else "…"
    raise errors.InputError(
        f"{name}: the encoding is not certain (not UTF-8; {tried}).",
        f'Save the file as UTF-8, or say in a mapping file which it is (encoding = "{example}").',
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


def _is_chinese(text: str) -> bool:
    wide = [character for character in text if character >= "\u2e80"]
    known = sum(character in _FREQUENT for character in wide)
    is_familiar = bool(wide) and known / len(wide) >= _FREQUENT_SHARE
    return is_familiar and not _has_private_use(text)


def _is_korean(text: str) -> bool:
    """Chinese decoded as Korean is half of it no Hangul, Japanese is syllables nobody writes."""
    if _share(text, _HANGUL) < _SCRIPT_SHARE:
        return False
    # The older standard has the common syllables in two bytes and spells the others in eight.
    syllables = _HANGUL.findall(text)
    if len(syllables) < _LEAST_HANGUL:  # a few Chinese words may happen to give common syllables
        return False
    return len("".join(syllables).encode("euc_kr")) < 2 * len(syllables) / _SCRIPT_SHARE


def _is_japanese(text: str) -> bool:
    """Words in kana between the characters; Chinese decoded so is full of narrow kana."""
    return _share(text, _KANA) >= _KANA_SHARE and _share(text, _NARROW_KANA) < _KANA_SHARE


def _share(text: str, letters: re.Pattern[str]) -> float:
    wide = sum(character >= "\u2e80" for character in text)
    return len(letters.findall(text)) / wide if wide else 0.0


def _is_western(text: str) -> bool:
    """The accents are those of one language and stand alone, and no sign is inside a word."""
    special = _SPECIAL.findall(text)
    is_spread = len(special) * _LONGEST_RUN >= sum(map(len, special))
    letters = frozenset("".join(special).lower()) - frozenset(_SIGNS)
    is_one_language = any(letters <= language for language in _LANGUAGES)
    return is_spread and is_one_language and not _INSIDE_WORD.search(text)


_AT_HOME = {
    "gb18030": _is_chinese,
    "big5hkscs": _is_chinese,
    "cp949": _is_korean,
    "cp932": _is_japanese,
    "cp1252": _is_western,
}
"""What each encoding's text looks like where it is the right one."""
