"""The lines beside a rate that rests on who looked: what other rules of looking would give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import messages
from analysis.lenses import printed

OTHERS = ("other", "worst")  # treatments of unlooked years beside the one that is counted

Row = Mapping[Any, Any]


def of_share(row: Row, language: str) -> list[str]:
    """What the share would be under the other treatments, and what is counted nowhere.

    Args:
        row: `other_value`, `worst_value`, `is_inspected`, and, where they are told here,
            `unvisited_count` and `possible_count`.
        language: of the sentences.
    """
    return _told(row, lambda value: messages.percent(language, value), language)


def of_difference(row: Row, language: str) -> list[str]:
    """The same for a difference of shares, in percentage points."""
    return _told(row, lambda value: _points(value, language), language)


def of_count(row: Row, language: str) -> list[str]:
    """The same for a number of units."""
    return _told(row, lambda value: messages.number(language, int(value)), language)


def of_ratio(row: Row, language: str) -> list[str]:
    """The same for a ratio."""
    return _told(row, lambda value: messages.number(language, value, 2), language)


def of_several(rows: Sequence[tuple[str, Row]], language: str) -> list[str]:
    """The same for shares that stand side by side, each with its name.

    Args:
        rows: name in words, and a row as `of_share` takes it.
        language: of the sentences.
    """
    known = [(name, row) for name, row in rows if not any(map(pd.isna, _values(row)))]
    if not known:
        return []
    texts = [_list([(name, row[f"{other}_value"]) for name, row in known], language)
             for other in OTHERS]  # fmt: skip
    return _treatments(bool(known[0][1]["is_inspected"]), texts, language)


def beside(row: Row, language: str) -> list[str]:
    """Problems found without a visit, and links in doubt: counted beside, never in the figure."""
    counts = {
        name: int(row[f"{name}_count"])
        for name in ("unvisited", "possible")
        if not pd.isna(row.get(f"{name}_count"))
    }
    return [
        messages.say(language, f"looking.{name}", **{f"{name}_count": count})
        for name, count in counts.items()
        if count
    ]


def held(row: Row, language: str) -> list[str]:
    """In how many held problems a visit recorded findings without saying which."""
    counts = {name: int(row[f"{name}_count"]) for name in ("held", "unnamed")}
    if not counts["unnamed"]:
        return []
    named = {f"{name}_count": count for name, count in counts.items()}
    return [messages.say(language, "looking.unnamed", **named)]


def _told(row: Row, text: Callable[[float], str], language: str) -> list[str]:
    values = _values(row)
    if any(map(pd.isna, values)):
        return beside(row, language)
    texts = [text(float(value)) for value in values]
    return [*_treatments(bool(row["is_inspected"]), texts, language), *beside(row, language)]


def _values(row: Row) -> list[Any]:
    return [row.get(f"{name}_value", float("nan")) for name in OTHERS]


def _treatments(is_inspected: bool, texts: Sequence[str], language: str) -> list[str]:
    key = "looking.registers" if is_inspected else "looking.calendar"
    return [
        messages.say(language, key, **dict(zip(("other_text", "worst_text"), texts, strict=True)))
    ]


def _list(named: Sequence[tuple[str, float]], language: str) -> str:
    each = [
        messages.say(language, "looking.named", name_text=name, value_share=value)
        for name, value in named
    ]
    return messages.say(language, "looking.joint").join(each)


def _points(difference: float, language: str) -> str:
    points = printed.points(difference, language)
    return messages.say(language, "indicator.points", points_text=points)
