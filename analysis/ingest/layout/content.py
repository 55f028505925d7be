"""What the cells of a column hold: sentences, or dates, numbers, yes and no, links, codes."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from analysis.ingest.layout import numbering
from analysis.ingest.readers.sheets import Cells, cell
from analysis.ingest.vocabulary import kinds, words
from analysis.text.dates import dates

_SAMPLE = 120  # rows looked at, spread evenly over the sheet
_SHARE = 0.8  # share of the cells that must look alike
_FEWEST = 2  # cells from which a column is judged
_PAIR_CELLS = 6  # cells from which two short values that repeat are two states
_PAIR_LENGTH = 24.0  # mean weight of such a value
_LABEL_LENGTH = 12.0  # mean weight from which repeated values may be sentences
_SENTENCE_LENGTH = 16.0  # mean weight from which a text is no number of a row
_ID_SHARE = 0.9  # share of different values from which a column that sounds like one holds ids
_DATE_LENGTH = 30  # characters of the longest date
_CODE_LENGTH = 40  # characters of the longest code

_LINK = re.compile(r"(?:https?://|www\.|ftp://|file:/|mailto:|\\\\)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\s*[$€£¥￥]?\s*\d[\d,. \u00a0]*\s*%?")
_NUMBERS = re.compile(
    r"(?:POINT\s*)?[(\[]?\s*[-+]?\d+(?:\.\d+)?°?(?:[;,、|\s]+[-+]?\d+(?:\.\d+)?°?)+\s*[)\]]?[NSEW]?"
)
_CODE = re.compile(r"(?:(?=[^\d\s,;]*\d)[A-Za-z0-9][A-Za-z0-9_./#:+()-]*(?:[,;\s]+|$))+")
_DOCUMENT = re.compile(
    r"\S{0,20}[〔\[(（【]?\d{2,4}[〕\])）】]?\s?第?\s?\d+\s?号|\S{1,20}字第?\s?\d+\s?号"
    r"|(?:no|nr|ref|doc)\.?\s*[:#]?\s*[\w/.-]*\d[\w/.-]*",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")  # a date in some order, possible or not
_CLOCK = re.compile(
    r"[T\s]\s*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-]\d\d:?\d\d)?$"
)
_NO_TEXT = frozenset(["flag", "link", "date", "number", "numbers", "code", "document"])
_REFUSED: dict[str, frozenset[str]] = {
    "issue_text": _NO_TEXT,
    "measure_text": _NO_TEXT,
    "cause_text": _NO_TEXT,
    "standard_text": _NO_TEXT - {"code", "document"},
    "unit": frozenset(["flag", "link", "date", "numbers", "document"]),
    "register_year": frozenset(["flag", "link"]),
    "sequence_text": frozenset(["flag", "link", "date", "sentence"]),
    "source_key": frozenset(["flag", "date", "sentence"]),
    "status": frozenset(["link", "date", "numbers"]),
    "owner_role": frozenset(["flag", "link", "date", "numbers"]),
    "carry_over": frozenset(["link"]),
    "evidence": frozenset(),
}
_BY_TYPE = {"date": frozenset(["flag", "link", "numbers"]), "text": frozenset(["link", "date"])}


class Content(NamedTuple):
    """What a column holds.

    Attributes:
        form: `empty`, `link`, `flag` (yes and no), `date`, `number`, `numbers` (lists,
            coordinates), `document` (numbers of documents), `code` (ids), `pair` (two states),
            `label` (few short values) or `text`.
        filled: share of the rows looked at in which it holds something.
        length: mean weight of its texts; a Han character says as much as two letters.
        distinct: share of its texts that differ.
        told: how many texts were looked at.
        numbers: whether its numbers count the rows, or are ids.
    """

    form: str
    filled: float
    length: float
    distinct: float
    told: int
    numbers: numbering.Numbers


def of_columns(rows: Sequence[Cells], width: int) -> tuple[Content, ...]:
    """What each of the first `width` columns of the rows below a header holds."""
    step = max(1, -(-len(rows) // _SAMPLE))
    looked_at = [row for row in rows[::step][:_SAMPLE] if any(row)]
    return tuple(
        _content([cell(row, column).strip() for row in looked_at], len(rows))
        for column in range(width)
    )


def suits(field: str, kind: kinds.Kind, held: Content, *, is_named: bool) -> bool:
    """Whether a column with this content can be the field; `is_named`: its header says so outright.

    Two short values that repeat are the text of a problem only where the header says so.
    """
    known = kind.fields[field]
    refused = _REFUSED.get(field, _BY_TYPE.get(known.type, frozenset()))
    is_state = held.form == "pair" and field in ("issue_text", "measure_text") and not is_named
    is_sentence = "sentence" in refused and held.form == "text" and held.length >= _SENTENCE_LENGTH
    if field in (numbering.COUNT, numbering.KEY) and is_named and held.numbers.are_ids:
        return True  # 2023-01 is a month elsewhere
    # `Facility ID` ends like an id of the finding; the same one on many rows is none.
    is_shared = field == numbering.KEY and not is_named and held.distinct < _ID_SHARE
    return held.told < _FEWEST or not (held.form in refused or is_state or is_sentence or is_shared)


def is_data(row: Cells) -> bool:
    """Whether a row holds a date or a number, as rows of data do and names of columns do not."""
    return any(_is_datum(text.strip()) for text in row if text.strip())


def is_code(text: str) -> bool:
    """Whether a text is a number or a code."""
    return any(_rules()[name](text) for name in ("number", "code"))


def weight(text: str) -> int:
    """The length of a text; a character of the East says as much as two letters."""
    return len(text) + sum(char >= "\u2e80" for char in text)


def _content(cells: Sequence[str], row_count: int) -> Content:
    present = [text for text in cells if text]
    texts = [text for text in present if words.plain(text) not in _nothing()]
    numbers = numbering.of_column(texts, row_count)
    if not texts:
        return Content("empty", 0.0, 0.0, 0.0, 0, numbers)
    distinct = len(set(texts)) / len(texts)
    length = sum(map(weight, texts)) / len(texts)
    form = _form(texts, length, distinct)
    return Content(form, len(present) / len(cells), length, distinct, len(texts), numbers)


def _form(texts: Sequence[str], length: float, distinct: float) -> str:
    counts = Counter(texts)  # most columns repeat their values
    for name, rule in _rules().items():
        if sum(count for text, count in counts.items() if rule(text)) >= _SHARE * len(texts):
            return name
    is_pair = len(texts) >= _PAIR_CELLS and len(set(texts)) <= 2 and length <= _PAIR_LENGTH
    if is_pair:
        return "pair"
    return "label" if length < _LABEL_LENGTH and distinct <= 1 / 2 else "text"


@functools.cache
def _nothing() -> frozenset[str]:
    """What a cell says that has nothing to say."""
    return frozenset([*words.listed("nothing"), "/", "-", "--", "—", "——", "\\"])


@functools.cache
def _rules() -> dict[str, Callable[[str], bool]]:
    """Whether a text has a form; the first that most texts have is the column's."""
    return {
        "link": lambda text: _LINK.fullmatch(text) is not None,
        "flag": lambda text: words.plain(text) in words.listed("flag"),
        "date": _is_date,
        "number": lambda text: _NUMBER.fullmatch(text) is not None,
        "numbers": lambda text: _NUMBERS.fullmatch(text) is not None,
        "document": lambda text: _DOCUMENT.fullmatch(words.plain(text)) is not None,
        "code": lambda text: len(text) <= _CODE_LENGTH and _CODE.fullmatch(text) is not None,
    }


def _is_datum(text: str) -> bool:
    if text.isdecimal():
        return not re.fullmatch(r"(?:19|20)\d\d", text)
    return _is_date(text)


@functools.lru_cache(maxsize=65536)
def _is_date(text: str) -> bool:
    if not text[-1:] or len(text) > _DATE_LENGTH or not any(char.isdecimal() for char in text):
        return False
    bare = _CLOCK.sub("", text)
    if bare.isdecimal():
        return len(bare) == 8 and dates.parse_date(bare).precision == "day"
    if _SLASHED.fullmatch(bare):
        return True
    plain, roc = dates.parse_date(bare), dates.parse_date(bare, order="roc")
    is_day = "day" in (plain.precision, roc.precision) or plain.kind in ("ambiguous", "impossible")
    return is_day or plain.precision == "month"
