"""Headers of deadlines, in the order in which they were given: first, moved, present."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

from analysis.ingest.vocabulary import kinds
from analysis.ingest.vocabulary.folding import fold

SEPARATOR, ENTRY = "\x1f", "\x1e"
"""Between a header and its text, and between two of them, in the column `deadlines_text`."""

DUE = "due_date"
"""What stands for the header where one column holds all deadlines."""

Rank = tuple[int, int]
"""First 0, plain 1, moved 2, present 3; and the how-manieth of its sort."""

_PLAIN, _MOVED = 1, 2
_RANKS = (0, _MOVED, 3)
_KIND, _FIELD = "registers", "deadlines"
_NUMBER = re.compile(r"(\d{1,2})$")
_ORDINAL = re.compile(r"第?(二|三|四|五|second|third|fourth|fifth|[2-9](?=次|nd|rd|th))")
_ORDINALS = {"二": 2, "second": 2, "三": 3, "third": 3, "四": 4, "fourth": 4, "五": 5, "fifth": 5}
# One cell tells of a move: the days stand on both sides.
_MOVES = re.compile(
    r"\n|→|=>|->|[,，;；(（\s]*(?:moved to|extended to|revised to|postponed to|changed to"
    r"|延期至|延期到|延长至|展期至|顺延至|調整至|调整至|调整为|改为|变更为|延至)\s*[:：]?\s*",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{1,4}\s*[-./年月]\s*\d|[A-Za-z]{3,9}\.? \d|\d{8}|\d{1,2} [A-Za-z]{3}|\d月")


def columns(names: Mapping[int, str], taken: Mapping[str, int]) -> tuple[int, ...]:
    """The columns of deadlines in order; none where `due_date` alone holds them.

    Args:
        names: folded headers by column.
        taken: the column of each field that has one.
    """
    own = taken.get(DUE)
    others = {column for name, column in taken.items() if name != DUE}
    ranked = {
        column: (_PLAIN, 0) if rank is None else rank
        for column, name in names.items()
        if column not in others and ((rank := rank_of(name)) or column == own)
    }
    ordered = sorted(ranked, key=lambda column: (ranked[column], column))
    return () if ordered in ([], [own]) else tuple(ordered)


def told(texts: Mapping[str, str]) -> str | None:
    """The deadlines of one row, header by header; a cell that tells of a move holds several."""
    pieces = [
        f"{header}{SEPARATOR}{piece}"
        for header, text in texts.items()
        for piece in _pieces(text)
        if piece
    ]
    return ENTRY.join(pieces) or None


def moved(texts: Iterable[str | None]) -> list[str | None] | None:
    """What cells of one column of due dates tell of moves; None where none tells of any."""
    known = {text: told({DUE: text}) for text in set(texts) if text and len(_pieces(text)) > 1}
    return [known.get(text or "") for text in texts] if known else None


def of_record(headers: Sequence[str], record: Mapping[str, str], due: str | None) -> dict[str, str]:
    """The fields `deadlines` and, where `due` says none, `due_date` (the last) of a mapped row."""
    given = {name: record[name] for name in headers if record.get(name)}
    told_of = told(given) if given else (moved([due]) or [None])[0]
    last = {DUE: list(given.values())[-1]} if given and not due else {}
    return {"deadlines": told_of, **last} if told_of else {}


def _pieces(text: str) -> list[str]:
    parts = [part.strip(" ()（）") for part in _MOVES.split(text)]
    return parts if len(parts) > 1 and all(map(_DATED.search, filter(None, parts))) else [text]


@functools.lru_cache(maxsize=8192)
def rank_of(folded: str) -> Rank | None:
    """Where a folded header stands among deadlines; None where it is none, or a plain one.

    A plain header with a number (`target date 2`) is one of several, too.
    """
    number = _NUMBER.search(folded)
    bare = folded[: number.start()] if number else folded
    which = int(number[1]) if number else _ordinal(folded)
    if bare in _aliases():
        return _MOVED, which
    noun, due, ranks = _patterns()
    if not (noun.search(bare) and due.search(bare)):
        return None
    for rank, pattern in zip(_RANKS, ranks, strict=True):
        if pattern.match(bare):
            return rank, which
    return (_PLAIN, which) if number else None


def _ordinal(folded: str) -> int:
    found = _ORDINAL.match(folded)
    return _ORDINALS.get(found[1]) or int(found[1]) if found else 0


@functools.cache
def _aliases() -> frozenset[str]:
    field = kinds.named(_KIND).fields[_FIELD]
    return frozenset(map(fold, field.aliases))


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    field = kinds.named(_KIND).fields[_FIELD]
    return re.compile(field.nouns), re.compile(field.due), tuple(map(re.compile, field.ranks))
