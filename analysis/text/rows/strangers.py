"""What two texts that have nothing to do with each other may share, in these very registers.

Texts of a sample are laid beside others of it. Hardly any of those pairs are kin, so what all but
few of them stay under is what strangers share; a pair of which anything is to be said must share a
multiple of it. Where bodies write in set sentences the bar is high, where each writes freely it is
low. Long and short texts, and scripts with and without spaces, are told apart.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.text.rows import units, weighing
from analysis.text.rows.codes import Codes, Numbers
from analysis.text.rows.weights import Weights

_PROBES, _OTHERS = 120, 120  # texts of the sample
_STRANGERS = 0.97  # of the pairs: so many surely have nothing to do with each other
_TIMES = 3.0  # what those share; the likest of a hundred thousand share as much, by chance
_HIGHEST = 0.55
_ENOUGH = 20  # probes of a kind of text that teach its bar
_LENGTHS = np.array([24, 60])  # characters that part short, longer and long texts
_SPELLED = 0.5  # share of letters from which a text is one of words
KINDS = 2 * (len(_LENGTHS) + 1)

Bars = npt.NDArray[np.float64]


def kinds(codes: Codes) -> Numbers:
    """The kind of each text, 0 to KINDS - 1: of words or characters, and how long."""
    length = np.searchsorted(_LENGTHS, np.diff(codes.starts), side="right")
    is_spelled = units.spelled_shares(codes) > _SPELLED
    return np.where(is_spelled, length + len(_LENGTHS) + 1, length).astype(np.int64)


def bars(codes: Codes, weights: Weights, least: float) -> Bars:
    """For each kind of text the share that strangers hardly reach; `least` where few teach it."""
    count = len(codes.starts) - 1
    probes = np.arange(min(_PROBES, count // 2))
    others = np.arange(len(probes), min(len(probes) + _OTHERS, count))
    older, newer = np.tile(others, len(probes)), np.repeat(probes, len(others))
    share = weighing.of_pairs(codes, older, newer, weights).share.reshape(len(probes), -1)
    found = np.full(KINDS, _bar(share, least))
    told = kinds(codes)[probes]
    for kind in range(KINDS):
        if np.count_nonzero(told == kind) >= _ENOUGH:
            found[kind] = _bar(share[told == kind], least)
    return found


def _bar(share: Bars, least: float) -> float:
    if len(share) < _ENOUGH:
        return least
    shared = float(np.quantile(share, _STRANGERS))
    return min(max(_TIMES * shared, least), _HIGHEST)
