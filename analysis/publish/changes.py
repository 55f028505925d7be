"""What changed since the last published edition: flags, problems, indicators, definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analysis.indicators import moves
from analysis.publish.basis import Basis, Texts

NAME = "changes.json"
FORMAT = 1
# In the order in which a reader asks for them.
KINDS = ("new_flags", "confirmed", "dismissed", "withdrawn", "returned", "closed", "reopened")

Changes = dict[str, Any]


def between(former: Basis | None, now: Basis, texts: Texts) -> Changes:
    """Each kind of change with its rows; nothing at all for a first edition.

    Returns:
        `format`, `kind`, `is_first`, one list for each of `KINDS` (rows of `id`, `unit`,
        `register_year`, `issue_text`, missing where an entry is no longer filed), `moves` (`name`,
        `before`, `now`, `register_year`, `before_year`, `shape`: only those beyond common
        variation) and `definitions` (`name`, `before`, `now`).
    """
    changes: Changes = {"format": FORMAT, "kind": "changes", "is_first": former is None}
    if former is None:
        return changes | {kind: [] for kind in (*KINDS, "moves", "definitions")}
    found = {kind: _rows(ids, texts) for kind, ids in _ids(former, now).items()}
    return changes | found | _of_values(former["values"], now["values"])


def _ids(former: Basis, now: Basis) -> dict[str, list[str]]:
    flags, before = now["flags"], former["flags"]
    standing = {one for one, verdict in flags.items() if verdict != "dismissed"}
    return {
        "new_flags": sorted(standing - set(before)),
        "confirmed": _became("confirmed", before, flags),
        "dismissed": _became("dismissed", before, flags),
        "withdrawn": sorted(set(before) - set(flags)),
        "returned": sorted(set(now["returned"]) - set(former["returned"])),
        "closed": sorted(set(now["closed"]) & set(former["open"])),
        "reopened": sorted(set(now["open"]) & set(former["closed"])),
    }


def _became(verdict: str, before: Mapping[str, str], flags: Mapping[str, str]) -> list[str]:
    return sorted(
        one for one, said in flags.items() if said == verdict and before.get(one) != verdict
    )


def _rows(ids: Iterable[str], texts: Texts) -> list[dict[str, Any]]:
    names = ("unit", "register_year", "issue_text")
    return [{"id": one, **{name: texts.get(one, {}).get(name) for name in names}} for one in ids]


def _of_values(former: list[Mapping[str, Any]], now: list[Mapping[str, Any]]) -> Changes:
    before = {row["name"]: row for row in former}
    pairs = [(before[row["name"]], row) for row in now if row["name"] in before]
    told = [(old, new, moves.shape(old, new)) for old, new in pairs if _is_same(old, new)]
    return {
        "moves": [
            {
                "name": new["name"],
                "before": old["value"],
                "before_year": old["register_year"],
                "now": new["value"],
                "register_year": new["register_year"],
                "shape": shape,
            }
            for old, new, shape in told
            if shape in ("up", "down")
        ],
        "definitions": [
            {
                "name": new["name"],
                "before": old["definition_version"],
                "now": new["definition_version"],
            }
            for old, new in pairs
            if not _is_same(old, new)
        ],
    }


def _is_same(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Values under two definitions are not set side by side."""
    return bool(old["definition_version"] == new["definition_version"])
