"""Words before and behind a date that explain an older year."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.text.rows.codes import Numbers, Points, points
from analysis.text.rows.compiling import compiled

_NEAR, _SOON = 8, 2  # characters between a date and words that explain it
_MARKS = 3  # of a date that ends and one that begins, beside the character that is wanted
_SPACE, _YEAR, _DEGREE = (np.uint16(ord(mark)) for mark in " 年度")

Whole = int | np.int64
Hints = npt.NDArray[np.uint8]


class Words(NamedTuple):
    """Words as codes: word i is points[starts[i]:starts[i + 1]]."""

    points: Points
    starts: Numbers


def _words(listed: str) -> Words:
    """The words between upright strokes."""
    words = listed.split("|")
    starts = np.cumsum([0, *map(len, words)], dtype=np.int64)
    return Words(points("".join(words)), starts)


class Contexts(NamedTuple):
    """Words before or behind a date that explain it; behind, one 年 may stand before them."""

    compared: Words  # before
    beside: Words  # before, with `alongside` behind
    alongside: Words
    alike: Words  # behind
    edited: Words  # behind
    since: Words  # before
    onward: Words  # behind
    out_of: Words  # before, with `until_now` a little behind
    until_now: Words
    made: Words  # soon behind, with `past` behind it: what is wrong is found today
    past: Words
    opening: Words  # how a date itself begins


_BEFORE = {
    "compared": "较|较之|相比于|比|compared with |compared to |versus |vs |vs. |than |than in "
    "|amended |amended in |revised |revised in ",
    "beside": "与|同|和",
    "since": "自|自从|since |as from |effective ",
    "out_of": "从",
}
_BEHIND = {
    "alongside": "持平",
    "alike": "同期|相比",
    "edited": "修正|修订|版|修改|印发|颁布|发布|公布|施行|实施|制定|出台|下发"
    "| edition| revision| version| amendment",
    "onward": "以来|至今|之后至今|后至今|起|开始",
    "until_now": "以来|起|开始|至今",
    "made": "启用|投用|投入使用|建成|建设|采购|购置|购买|购入|安装|出厂|生产|制造|成立|签订|取得"
    "|办理|颁发|核发|到期|过期|届满|失效|入职|竣工|开工|立项",
    "past": "的|后|以来|至今",
}
_OPENING = {"opening": "since"}
_ENDS, _BEGINS = 1, 2  # bits of a hint


def _hints() -> Hints:
    hints = np.zeros(1 << 16, np.uint8)
    for word in "|".join(_BEFORE.values()).split("|"):
        hints[ord(word[-1])] |= _ENDS
    for word in ["年", *"|".join(_BEHIND.values()).split("|")]:
        hints[ord(word[0])] |= _BEGINS
    return hints


CONTEXTS = Contexts(
    **{name: _words(listed) for name, listed in {**_BEFORE, **_BEHIND, **_OPENING}.items()}
)
BETWEEN = _words("between |between")  # before two dates, or as a date begins
HINTS = _hints()  # per character: whether a word before ends with it, one behind begins


@compiled
def may_be_explained(row: Points, start: Whole, end: Whole, hints: Hints) -> bool:
    """Whether words that explain may stand before `start` or soon behind `end`."""
    if start > 0 and hints[row[start - 1]] & _ENDS != 0:
        return True
    for at in range(end, min(end + _SOON + _MARKS, len(row))):
        if hints[row[at]] & _BEGINS != 0:
            return True
    return False


@compiled
def is_explained(said: Points, before: Points, after: Points, contexts: Contexts) -> bool:
    """Whether what a date begins with, or stands before or behind it, explains an older year."""
    if opens(said, contexts.opening, 0):
        return True
    if ends(before, contexts.compared) or ends(before, contexts.since):
        return True
    year = 1 if len(after) > 0 and after[0] == _YEAR else 0
    if begins(after, year, contexts.onward) > 0 or begins(after, year, contexts.alike) > 0:
        return True
    if ends(before, contexts.beside) and begins(after, year, contexts.alongside) > 0:
        return True
    return _is_edition(after, contexts.edited) or _is_lasting(before, after, contexts)


@compiled
def _is_lasting(before: Points, after: Points, contexts: Contexts) -> bool:
    """Whether something began or was made at the date: 从 ... 起, ... 投入使用的."""
    is_out_of = ends(before, contexts.out_of)
    for at in range(_NEAR + 1):
        if is_out_of and begins(after, at, contexts.until_now) > 0:
            return True
        size = begins(after, at, contexts.made) if at <= _SOON else 0
        if size > 0 and begins(after, at + size, contexts.past) > 0:
            return True
    return False


@compiled
def _is_edition(after: Points, edited: Words) -> bool:
    """Whether words like 修订 or edition follow, behind a space, 年 and 度 or without."""
    if begins(after, 0, edited) > 0:
        return True
    at = 0
    for mark in (_SPACE, _YEAR, _DEGREE):
        at += at < len(after) and after[at] == mark
    return bool(begins(after, at, edited) > 0)


@compiled
def begins(text: Points, at: Whole, words: Words) -> Whole:
    """The size of the first word that stands there; 0 without."""
    for word in range(len(words.starts) - 1):
        first, last = words.starts[word], words.starts[word + 1]
        if _stands(text, at, words.points[first:last]):
            return np.int64(last - first)
    return np.int64(0)


@compiled
def opens(text: Points, words: Words, word: int) -> bool:
    """Whether the text begins with that one of the words."""
    return _stands(text, 0, words.points[words.starts[word] : words.starts[word + 1]])


@compiled
def ends(text: Points, words: Words) -> bool:
    """Whether the text ends with one of the words."""
    for word in range(len(words.starts) - 1):
        spelled = words.points[words.starts[word] : words.starts[word + 1]]
        if _stands(text, len(text) - len(spelled), spelled):
            return True
    return False


@compiled
def _stands(text: Points, at: Whole, word: Points) -> bool:
    if at < 0 or at + len(word) > len(text):
        return False
    step = 0
    while step < len(word) and text[at + step] == word[step]:
        step += 1
    return step == len(word)
