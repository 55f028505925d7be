"""What a text must hold for a pattern to match: read off the pattern itself.

A pattern that needs 复核 or 抽查 cannot match a text that has neither, so most patterns need not
be tried at most texts. Only sound conclusions are drawn: no needs means "try it everywhere".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# The parser of `re` has no public door; needing less than it says would only cost time.
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Needs = tuple[frozenset[str], ...]

DIGIT = "0"  # any digit, in needs as in the texts that are sieved by them
_WIDEST_SET = 64
_ASSERTIONS = (_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)


def needed(pattern: str, *, unsure: str = "") -> Needs:
    """Sets of pieces of text; of each set a matching text holds at least one, digits as `DIGIT`.

    The characters of `unsure` may match what was struck out of the text: they are needed never.
    """
    return _sequence(_parser.parse(pattern), frozenset(unsure))


def beginnings(pattern: str) -> str:
    """A set, as a pattern writes one, of the characters that a match can begin with.

    Asked before many alternatives it spares trying them. ValueError where any character can.
    """
    marks = _first(_parser.parse(pattern))
    if not marks:
        raise ValueError(f"a match of {pattern} can begin with any character")
    return "[" + "".join(sorted(map(re.escape, marks))) + "]"


def _first(items: Iterable[Any]) -> frozenset[str]:
    """The characters that a sequence can begin with; none where it can be empty or begin anyhow."""
    marks: frozenset[str] = frozenset()
    for operation, value in items:
        if operation in _ASSERTIONS:
            continue
        found = _beginnings(operation, value)
        marks |= found
        if not found or operation not in _REPEATS or value[0] > 0:
            return marks if found else frozenset()
    return frozenset()


def _beginnings(operation: Any, value: Any) -> frozenset[str]:
    """The characters that one item can begin with where it is there; none: it can begin anyhow."""
    if operation is _constants.LITERAL:
        return frozenset(chr(value))
    if operation is _constants.IN:
        return _members(value)
    if operation is _constants.SUBPATTERN:
        return _first(value[-1])
    if operation in _REPEATS:
        return _first(value[2])
    branches = [_first(branch) for branch in value[1]] if operation is _constants.BRANCH else []
    return frozenset().union(*branches) if all(branches) else frozenset()


def _sequence(items: Iterable[Any], unsure: frozenset[str]) -> Needs:
    found: list[frozenset[str]] = []
    run = ""
    for operation, value in items:
        single = _single(operation, value, unsure)
        if single:
            run += single
            continue
        if run:
            found.append(frozenset([run]))
            run = ""
        found += _item(operation, value, unsure)
    return (*found, frozenset([run])) if run else tuple(found)


def _single(operation: Any, value: Any, unsure: frozenset[str]) -> str:
    """The one character that the item matches, if there is only one (all digits being one)."""
    if operation is _constants.LITERAL:
        return "" if chr(value) in unsure else _spelled(value)
    marks = _set(value, unsure) if operation is _constants.IN else frozenset()
    return next(iter(marks)) if len(marks) == 1 else ""


def _item(operation: Any, value: Any, unsure: frozenset[str]) -> Needs:
    if operation is _constants.IN:
        marks = _set(value, unsure)
        return (marks,) if marks else ()
    if operation is _constants.BRANCH:
        return _either([_sequence(branch, unsure) for branch in value[1]])
    if operation is _constants.SUBPATTERN:
        return _sequence(value[-1], unsure)
    if operation is _constants.ASSERT:
        return _sequence(value[1], unsure)
    if operation in _REPEATS and value[0] > 0:
        return _sequence(value[2], unsure)
    return ()


def _set(parts: list[Any], unsure: frozenset[str]) -> frozenset[str]:
    """The characters of a set as needs; none where it is wide or open to what was struck out."""
    marks = _members(parts)
    return frozenset() if marks & unsure else frozenset(map(_spelled, map(ord, marks)))


def _members(parts: list[Any]) -> frozenset[str]:
    """The characters of a set; none where it is negated or wide."""
    points: set[int] = set()
    for operation, value in parts:
        if operation is _constants.LITERAL:
            points.add(value)
        elif operation is _constants.RANGE and value[1] - value[0] < _WIDEST_SET:
            points.update(range(value[0], value[1] + 1))
        elif operation is _constants.CATEGORY and value is _constants.CATEGORY_DIGIT:
            points.add(ord(DIGIT))
        else:
            return frozenset()
    return frozenset(map(chr, points))


def _spelled(point: int) -> str:
    return DIGIT if chr(point).isdigit() else chr(point)


def _either(branches: list[Needs]) -> Needs:
    """One set for all branches together: of each branch the pieces that say most."""
    if not all(branches):
        return ()
    return (frozenset().union(*(max(branch, key=_weight) for branch in branches)),)


def _weight(pieces: frozenset[str]) -> tuple[int, int]:
    return min(map(len, pieces)), -len(pieces)
