"""How likely it is that an entry reports nothing: all is well, or its standard once more.

What counts is what an entry says beside its standard and beside stock phrases, whether it says that
something is wrong, and whether it names anything that can be gone and looked at; not how long it
is. The words stand in `perfunctory.toml`, as do the weights of the logistic regression that puts
them together, fitted on labelled entries (`python -m benchmarks.perfunctory`).
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.text.elements import measure_text

_FILE = Path(__file__).with_name("perfunctory.toml")
_HAN_RUN = re.compile("[\u3400-\u9fff]+")
_WORD = re.compile(r"[^\W_\u3400-\u9fff]+")
_LETTER = re.compile(r"[^\W_]")
_DENIED = re.compile(r"(?:无|没有|未发现|未见|不存在|未发生|暂无)[^,。;]*")
_DIGITS = re.compile(r"\d+")
_STRUCK = "□"
_STEM = 5  # letters that tell a word


class Parts(NamedTuple):
    """What the score rests on, each 0 to 1.

    `repeated`: the share of the entry's words that its standard has; `stated`: the share of its
    letters in phrases that all is well, done or promised; `own`: the share of its words that are
    neither; `wrong`: whether it says that something is wrong; `countable`: whether it names what
    its standard does not and what can be looked at: a number, a day, a person.
    """

    repeated: float
    stated: float
    own: float
    wrong: float
    countable: float


class _Words(NamedTuple):
    states: re.Pattern[str]
    wrong: re.Pattern[str]
    countable: re.Pattern[str]
    states_only: str
    weights: dict[str, float]


def states_only() -> str:
    """A regular expression (RE2) for entries that may state a state and answer no standard."""
    return _words().states_only


def parts(standard: str | None, entry: str) -> Parts:
    """What can be said of an entry that answers `standard`, or none."""
    said, asked = measure_text.fold(entry), measure_text.fold(standard or "")
    known = _words()
    words, standards = _units(said), _units(asked)
    left = known.states.sub(lambda found: _STRUCK * len(found.group()), said)
    letters = max(len(_LETTER.findall(said)), 1)
    own = _units(left) - standards
    numbers = set(_DIGITS.findall(asked))
    told = _DIGITS.sub(lambda found: "" if found.group() in numbers else found.group(), said)
    return Parts(
        len(words & standards) / max(len(words), 1),
        1 - len(_LETTER.findall(left)) / letters,
        len(own) / max(len(words), 1),
        float(known.wrong.search(_DENIED.sub("", said)) is not None),
        float(known.countable.search(told) is not None),
    )


def score(standard: str | None, entry: str, answered: int = 1) -> float:
    """The chance that the entry reports nothing, 0 to 1.

    The same words that answer `answered` standards can be about one of them at most; that counts
    where they neither say that something is wrong nor name anything.
    """
    found, weights = parts(standard, entry), _words().weights
    told = weights["intercept"] + sum(
        weights[name] * value for name, value in found._asdict().items()
    )
    chance = 1 / (1 + math.exp(-told))
    says_something = found.wrong or found.countable
    return chance if says_something else max(chance, 1 - 1 / max(answered, 1))


def scores(
    standards: Sequence[str | None], entries: Sequence[str], answered: Sequence[int]
) -> list[float]:
    """The scores of many entries."""
    return [score(*row) for row in zip(standards, entries, answered, strict=True)]


def _units(text: str) -> set[str]:
    """Pairs of characters and the beginnings of words; a character alone is one too."""
    runs = _HAN_RUN.findall(text)
    pairs = {run[at : at + 2] for run in runs for at in range(max(len(run) - 1, 1))}
    return pairs | {word[:_STEM].rstrip("s") for word in _WORD.findall(text) if word != _STRUCK}


@cache
def _words() -> _Words:
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return _Words(
        re.compile("|".join(raw["states"])),
        re.compile(raw["wrong"]),
        re.compile(raw["countable"]),
        raw["states_only"],
        raw["weights"],
    )
