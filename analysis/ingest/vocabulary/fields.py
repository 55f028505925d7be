"""Which field a header names: aliases first, then how it ends, then what it contains."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from analysis.ingest.readers.sheets import Cells, cell
from analysis.ingest.vocabulary import counted, deadlines, kinds
from analysis.ingest.vocabulary.folding import fold as fold

EXACT, ENDING, WORD, WEAK = range(4)
# Columns of yes and no, and of numbers, end like the field that they are about.
_YES_NO = re.compile(r"(?:is|has|was|number of|no\. of|count of)[ _]", re.IGNORECASE)
_GENERIC = frozenset(
    ["内容", "描述", "具体内容", "事项", "description", "details", "text", "content"]
)
_TONGUES = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z][A-Za-z .'-]+[A-Za-z]")  # `Item 項目`
_ONLY_EXACT = "="
_WITH_DEADLINES = "registers"
_Folded = tuple[dict[str, int], tuple[str, ...], tuple[str, ...], dict[str, int]]
_RANKS = 100  # between two aliases, room for the numbers of counted headers
Refused = frozenset[tuple[int, str]]
"""Columns that do not hold the field that their header names."""


def assign(
    rows: Sequence[Cells], kind: kinds.Kind, refused: Refused = frozenset()
) -> dict[str, tuple[int, int]]:
    """For each field the column that names it best and how well (0 exact … 3 weak)."""
    offers = [
        {name: offer for name, offer in found.items() if (column, name) not in refused}
        for column, found in enumerate(offered_by(rows, kind))
    ]
    offered = frozenset(name for offer in offers for name in offer)
    taken: dict[str, tuple[int, int]] = {}
    for tier in (EXACT, ENDING, WORD, WEAK):
        for name in filter(offered.__contains__, kind.fields):
            used = {column for column, _ in taken.values()}
            ranked = [
                (offer[name][1], column)
                for column, offer in enumerate(offers)
                if column not in used and name in offer and offer[name][0] == tier
            ]
            if ranked and name not in taken:
                taken[name] = (min(ranked)[1], tier)
    return taken


def offered_by(rows: Sequence[Cells], kind: kinds.Kind) -> list[dict[str, tuple[int, int]]]:
    """For each column the fields that its header names: (tier, rank), lower is better."""
    columns = _named_columns(tuple(rows))
    offers = [_offers(variants, kind) for variants in columns]
    for group, members in counted.groups(tuple(rows)).items():
        if not any(offers[column] for column in members):
            said = _offers((group,), kind)  # `整改责任单位 / 建设, 施工`: the group says it of all
            for column in members:
                offers[column] = said
    return [_counted(offer, rows, at, kind) for at, offer in enumerate(offers)]


def further(
    rows: Sequence[Cells], kind: kinds.Kind, taken: dict[str, tuple[int, int]]
) -> dict[str, tuple[int, ...]]:
    """For each field that may have several columns all of them, in the order of their numbers."""
    offers = offered_by(rows, kind)
    used = {column for column, _ in taken.values()}
    found: dict[str, tuple[int, ...]] = {}
    for name, (first, tier) in taken.items():
        if kind.fields[name].several is None:
            continue
        alias = offers[first].get(name, (tier, 0))[1] // _RANKS
        others = [
            (offer[name][1], column)
            for column, offer in enumerate(offers)
            if column not in used
            and name in offer
            and (offer[name][0], offer[name][1] // _RANKS) == (tier, alias)
            and counted.is_one_of_several(rows, column)
        ]
        if others:
            found[name] = (first, *(column for _, column in sorted(others)))
    return found


@functools.lru_cache(maxsize=8192)
def is_alias(text: str, table: str, name: str | None = None) -> bool:
    """Whether a text is a header of the kind, by the alias list alone; of the field `name`."""
    folded = fold(text)
    known = _folded(table)
    return any(folded in known[field][0] for field in ([name] if name else known))


@functools.lru_cache(maxsize=64)
def _named_columns(rows: tuple[Cells, ...]) -> tuple[tuple[str, ...], ...]:
    """The names that each column may go by; every kind asks for the same few rows."""
    return tuple(_variants(rows, column) for column in range(max(map(len, rows))))


def _variants(rows: Sequence[Cells], column: int) -> tuple[str, ...]:
    """Names a column may go by: all its header cells joined, the lowest, and parts of that."""
    parts = [cell(row, column).strip() for row in rows]
    present = list(dict.fromkeys(part for part in parts if part))
    if not present:
        return ()
    pieces = [*re.split(r"[/／、\n]", present[-1]), *_TONGUES.findall(present[-1])]
    if len(present) > 1 and fold(present[-1]) in _GENERIC:
        pieces = present[:1]  # `整改 / 内容` is about what the group is about
    names = tuple(dict.fromkeys(map(fold, ("".join(present), *pieces, present[-1]))))
    return tuple(_ONLY_EXACT + name for name in names) if _YES_NO.match(present[-1]) else names


def _counted(
    offer: dict[str, tuple[int, int]], rows: Sequence[Cells], column: int, kind: kinds.Kind
) -> dict[str, tuple[int, int]]:
    """The offers of a column, and those of its header without the number it ends with."""
    stem, number = counted.name_and_number(cell(rows[-1], column))
    if not number:
        return offer
    several = {name for name, field in kind.fields.items() if field.several}
    said = _offers((_ONLY_EXACT + stem,), kind)
    if not said:
        return {name: (tier, rank + number) for name, (tier, rank) in offer.items()}
    numbered = {name: (tier, rank + number) for name, (tier, rank) in said.items()}
    return {name: place for name, place in numbered.items() if name in several} or offer


def _offers(variants: tuple[str, ...], kind: kinds.Kind) -> dict[str, tuple[int, int]]:
    """For each field that one of the names fits: (tier, rank), lower is better."""
    offers: dict[str, tuple[int, int]] = {}
    for name in filter(None, variants):
        for candidate, offer in _fields_named(name, kind.table).items():
            offers[candidate] = min(offer, offers.get(candidate, offer))
    return offers


@functools.lru_cache(maxsize=4096)
def _fields_named(name: str, table: str) -> dict[str, tuple[int, int]]:
    bare = name.removeprefix(_ONLY_EXACT)
    if table == _WITH_DEADLINES and deadlines.rank_of(bare):
        # `Original completion date` is no closing date, however it ends.
        return {"due_date": (ENDING, 0)}
    if not _is_known(bare, table):
        return {}
    offers = {key: _offer(bare, words_of) for key, words_of in _folded(table).items()}
    found = {key: offer for key, offer in offers.items() if offer}
    exact = {key: offer for key, offer in found.items() if offer[0] == EXACT}
    if exact or bare != name:
        # A known header is never taken for another field by how it ends.
        weak = {key: offer for key, offer in found.items() if offer[0] == WEAK and exact}
        return {**weak, **exact}
    return _longest_ending_only(found)


def _is_known(name: str, table: str) -> bool:
    """Whether any field of the kind could fit the name; most cells below a header fit none."""
    whole, endings, parts = _vocabulary(table)
    return name in whole or name.endswith(endings) or any(part in name for part in parts)


def _offer(name: str, known: _Folded) -> tuple[int, int] | None:
    """How well a field with these folded words fits the name: (tier, rank), or not at all."""
    aliases, endings, parts, weak = known
    if name in aliases:
        return EXACT, aliases[name]
    longest = max((len(end) for end in endings if name.endswith(end)), default=0)
    if longest:
        return ENDING, -longest * _RANKS
    if any(part in name for part in parts):
        return WORD, 0
    return (WEAK, weak[name]) if name in weak else None


def _longest_ending_only(found: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Of fields offered by an ending, those with the longest: `…完成时间` beats `…时间`."""
    best = min((rank for tier, rank in found.values() if tier == ENDING), default=0)
    return {
        name: (tier, rank) for name, (tier, rank) in found.items() if tier != ENDING or rank == best
    }


@functools.cache
def _vocabulary(table: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """The aliases, the endings and the words of all fields of a kind."""
    every = _folded(table).values()
    whole = (name for aliases, _, _, weak in every for name in (*aliases, *weak))
    endings = {end for _, ends, _, _ in every for end in ends}
    parts = {part for _, _, words, _ in every for part in words}
    return frozenset(whole), tuple(sorted(endings)), tuple(sorted(parts))


@functools.cache
def _folded(table: str) -> dict[str, _Folded]:
    return {
        name: (
            _ranked(entry.aliases),
            tuple(map(fold, entry.endings)),
            tuple(map(fold, entry.words)),
            _ranked(entry.weak),
        )
        for name, entry in kinds.named(table).fields.items()
        if not entry.many
    }


def _ranked(aliases: Iterable[str]) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for rank, alias in enumerate(aliases):
        ranks.setdefault(fold(alias), rank * _RANKS)
    ranks.pop("", None)
    return ranks
