"""Where the bars of rewordings should stand by what people decided: proposed, never applied."""

from __future__ import annotations

from typing import NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis import settings, warehouse
from analysis.review import score

LEAST = 10  # confirmed and dismissed links each in both halves: fewer fit their own accidents
_ROUNDS = 2  # through the bars: each is set with the others where they stand

Flags = npt.NDArray[np.bool_]


class Bars(NamedTuple):
    """From where on two texts are a rewording; the names are those of the settings."""

    reworded_edit: float
    reworded_jaccard: float
    reworded_alphabetic: float


class Rates(NamedTuple):
    """Precision and recall of what is called a rewording, against verdicts; None: of nothing."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where either is missing or 0."""
        if not self.precision or not self.recall:
            return 0.0
        return 2 * self.precision * self.recall / (self.precision + self.recall)


class Proposal(NamedTuple):
    """Bars fitted on every other decided link, and what they do on those kept out.

    `bars` is None while too little is decided; then only the counts mean anything.
    """

    decided_count: int
    confirmed_count: int
    fitted_count: int
    held_count: int
    bars: Bars | None
    before: Rates
    after: Rates

    @property
    def is_better(self) -> bool:
        """Whether the proposal does better on links that it was not fitted on."""
        return self.bars is not None and self.after.f1 > self.before.f1


def propose(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> Proposal:
    """The bars that would have agreed best with people, after `verdicts.prepare`."""
    decided = warehouse.arrow(connection, warehouse.query("review/decided_rewordings"))
    forms = (decided[name].combine_chunks() for name in ("older_form", "newer_form"))
    parts = score.measure(*(form.cast(pa.string()) for form in forms))
    told = decided.select(["is_said", "is_confirmed", "weight"]).to_pandas()
    columns = {name: getattr(parts, name) for name in ("edit", "jaccard", "is_spelled")}
    return fitted(told.assign(**columns), present(limits))


def present(limits: settings.Match) -> Bars:
    """The bars as they stand in the settings."""
    return Bars(*(getattr(limits, name) for name in Bars._fields))


def fitted(decided: pd.DataFrame, now: Bars) -> Proposal:
    """What decided links say of the bars `now`.

    Links are split by their place, which is that of a hash, into those the bars are fitted on and
    those that judge them. Fitted is the F1, in which each link counts for its `weight`; of bars as
    good as each other those nearest to the present ones are taken.

    Args:
        decided: `is_said` by the engine, `is_confirmed` by people, `weight`, `edit`, `jaccard`,
            `is_spelled`.
        now: the bars as they stand.
    """
    is_fitted = (np.arange(len(decided)) % 2 == 0).astype(bool)
    ours, held = decided.loc[is_fitted], decided.loc[~is_fitted]
    bars = _best(ours, now) if all(map(_is_enough, (ours, held))) else None
    said = held["is_said"].to_numpy(bool)
    return Proposal(
        len(decided),
        int(decided["is_confirmed"].sum()),
        len(ours),
        len(held),
        bars,
        _rates(said, held),
        _rates(said if bars is None else _said(held, bars, now), held),
    )


def _is_enough(decided: pd.DataFrame) -> bool:
    confirmed = int(decided["is_confirmed"].sum())
    return min(confirmed, len(decided) - confirmed) >= LEAST


def _best(decided: pd.DataFrame, now: Bars) -> Bars:
    bars = now
    for _ in range(_ROUNDS):
        for name in Bars._fields:
            bars = _with_best(decided, bars, now, name)
    return bars


def _with_best(decided: pd.DataFrame, bars: Bars, now: Bars, name: str) -> Bars:
    """The bars with the one of this name where it does best, the others where they stand."""
    likeness = decided["edit" if name == "reworded_edit" else "jaccard"].to_numpy()
    stands = getattr(now, name)
    levels = sorted({stands, *_between(likeness)}, key=lambda level: (abs(level - stands), level))
    tried = [bars._replace(**{name: level}) for level in levels]
    scores = [_rates(_said(decided, each, now), decided).f1 for each in tried]
    return tried[int(np.argmax(scores))]


def _between(likeness: npt.NDArray[np.float64]) -> list[float]:
    """Bars that part the links in every possible way: half-way between neighbours."""
    found = np.unique(np.round(likeness, 4))
    return [round(float(bar), 3) for bar in (found[:-1] + found[1:]) / 2]


def _said(decided: pd.DataFrame, bars: Bars, now: Bars) -> Flags:
    """What would be called a rewording; what another rule than these bars calls one stays one."""
    is_otherwise = decided["is_said"].to_numpy(bool) & ~_reach(decided, now)
    return _reach(decided, bars) | is_otherwise


def _reach(decided: pd.DataFrame, bars: Bars) -> Flags:
    is_spelled = decided["is_spelled"].to_numpy(bool)
    least = np.where(is_spelled, bars.reworded_alphabetic, bars.reworded_jaccard)
    flags: Flags = (decided["edit"].to_numpy() >= bars.reworded_edit) | (
        decided["jaccard"].to_numpy() >= least
    )
    return flags


def _rates(said: Flags, decided: pd.DataFrame) -> Rates:
    confirmed, weight = decided["is_confirmed"].to_numpy(bool), decided["weight"].to_numpy(float)
    right = float(weight[said & confirmed].sum())
    return Rates(
        right / float(weight[said].sum()) if said.any() else None,
        right / float(weight[confirmed].sum()) if confirmed.any() else None,
    )
