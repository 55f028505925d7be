"""Who wrote the entries of a sheet: the unit itself, or somebody who came and looked."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.ingest.entries.parts import Parts
from analysis.ingest.vocabulary import fields, words

_UNIT, _INSPECTOR = "unit", "inspector"


def marked(parts: Parts, stated: str | None, headers: Iterable[str], names: Sequence[str]) -> Parts:
    """The parts with `written_by`: `unit`, `inspector`, or None where nothing says it.

    Args:
        parts: the parts of one sheet.
        stated: what a mapping says of all of them.
        headers: the names of the columns.
        names: the names of file and sheet, and the titles.
    """
    headers = list(headers)
    by_default = _INSPECTOR if _is_ledger_of_visits(headers, names) else None
    said = parts.column("found_by")
    known = {text: _said(text) if text else None for text in set(said)}
    given = [
        own or stated or known[text] or by_default
        for own, text in zip(parts.column("written_by"), said, strict=True)
    ]
    return replace(parts, fields={**parts.fields, "written_by": given}) if any(given) else parts


def _is_ledger_of_visits(headers: Sequence[str], names: Sequence[str]) -> bool:
    """Whether its columns are those of inspectors, and nothing says that the unit looked itself."""
    if any(_says(text, "own_check") for text in (*headers, *names)):
        return False
    folded = {fields.fold(_bare(header)) for header in headers}
    by_header = {
        name: not folded.isdisjoint(_folded(name))
        for name in ("inspector_header", "visit_date_header", "visited_header")
    }
    return by_header["inspector_header"] or (
        by_header["visit_date_header"] and by_header["visited_header"]
    )


@functools.lru_cache(maxsize=4096)
def _said(text: str) -> str | None:
    if _says(text, "written_by_unit"):
        return _UNIT
    return _INSPECTOR if _says(text, "written_by_inspector") else None


def _says(text: str, name: str) -> bool:
    plain = _bare(words.plain(text))
    return any(word in plain for word in words.listed(name))


def _bare(text: str) -> str:
    """The text without accents."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parts if unicodedata.category(letter) != "Mn")


@functools.cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(map(fields.fold, words.listed(name)))
