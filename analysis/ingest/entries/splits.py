"""Cells that hold several issues, split as a mapping says; and lists that count up from 1."""

from __future__ import annotations

import re
import unicodedata

from analysis.ingest.vocabulary.rules import Split

Record = dict[str, str]
_ITEM = re.compile(
    r"(?:^|(?<=[\n。;；.]))\s*(?:(?P<one>\d{1,2})(?:[、．)）]|\.(?!\d))"
    r"|[（(](?P<two>\d{1,2})[)）]|(?P<ring>[①-⑳]))"
)


def pieces(part: Record, split: Split, doubts: list[tuple[str, str, str, str]]) -> list[Record]:
    """One record for each piece; a cell with a single piece belongs to all of them."""
    cut = {name: _cut(part.get(name, ""), split) for name in split.fields}
    counts = {len(pieces) for pieces in cut.values() if len(pieces) > 1}
    if not counts:
        return [{**part, **{name: pieces[0] for name, pieces in cut.items() if pieces}}]
    if len(counts) > 1:
        first = split.fields[-1]
        reason = "The cells that are split together hold different numbers of pieces."
        doubts.append((first, part.get(first, ""), "uneven_split", reason))
    text = cut.get("issue_text", [])
    count = len(text) if len(counts) > 1 and text else max(counts)
    return [
        {**part, **{name: _pick(cut[name], part.get(name, ""), at, count) for name in split.fields}}
        for at in range(count)
    ]


def is_numbered(text: str) -> bool:
    """Whether a text is a list of several items that count up from 1."""
    return len(_numbered(text)) > 1


def _cut(text: str, split: Split) -> list[str]:
    raw = _numbered(text) if split.numbered else text.split(split.separator)
    return [piece for part in raw if (piece := part.strip())]


def _numbered(text: str) -> list[str]:
    """The items of a numbered list without their numbers; the whole text when it is none."""
    hits = list(_ITEM.finditer(text))
    counts = [
        unicodedata.numeric(hit["ring"]) if hit["ring"] else int(hit["one"] or hit["two"])
        for hit in hits
    ]
    if len(hits) < 2 or counts != list(range(1, len(hits) + 1)):
        return [text]
    ends = [*(hit.start() for hit in hits[1:]), len(text)]
    return [text[hit.end() : end] for hit, end in zip(hits, ends, strict=True)]


def _pick(pieces: list[str], whole: str, at: int, count: int) -> str:
    """The piece at its place; where the numbers differ, all of the cell (nobody can say which)."""
    if len(pieces) == count:
        return pieces[at]
    return pieces[0] if len(pieces) == 1 else whole
