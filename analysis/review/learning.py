"""Where the bar of rewordings should stand by what people decided: proposed, never applied."""

from __future__ import annotations

from typing import NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import warehouse

LEAST = 10  # confirmed and dismissed links each in both halves: fewer fit their own accidents

Flags = npt.NDArray[np.bool_]


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
    """A bar fitted on every other decided link, and what it does on those kept out.

    `bar` is None while too little is decided; then only the counts mean anything.
    """

    decided_count: int
    confirmed_count: int
    fitted_count: int
    held_count: int
    bar: float | None
    before: Rates
    after: Rates

    @property
    def is_better(self) -> bool:
        """Whether the proposal does better on links that it was not fitted on."""
        return self.bar is not None and self.after.f1 > self.before.f1


def propose(connection: duckdb.DuckDBPyConnection) -> Proposal:
    """The bar that would have agreed best with people, after `verdicts.prepare`.

    Decided links are split by their key, which is a hash, into those the bar is fitted on and
    those that judge it. The bar is the lowest likeness with the highest F1 on the first half.
    """
    decided = warehouse.read(connection, warehouse.query("review/decided_rewordings"))
    is_fitted = (np.arange(len(decided)) % 2 == 0).astype(bool)
    fitted, held = decided.loc[is_fitted], decided.loc[~is_fitted]
    bar = _best_bar(fitted) if all(map(_is_enough, (fitted, held))) else None
    said = held["is_said"].to_numpy(bool)
    proposed = said if bar is None else held["similarity"].to_numpy() >= bar
    return Proposal(
        len(decided),
        int(decided["is_confirmed"].sum()),
        len(fitted),
        len(held),
        bar,
        _rates(said, held),
        _rates(proposed, held),
    )


def _is_enough(decided: pd.DataFrame) -> bool:
    confirmed = int(decided["is_confirmed"].sum())
    return min(confirmed, len(decided) - confirmed) >= LEAST


def _best_bar(fitted: pd.DataFrame) -> float:
    likeness = fitted["similarity"].to_numpy()
    bars = np.unique(likeness)
    scores = [_rates(likeness >= bar, fitted).f1 for bar in bars]
    return float(bars[int(np.argmax(scores))])


def _rates(said: Flags, decided: pd.DataFrame) -> Rates:
    confirmed = decided["is_confirmed"].to_numpy(bool)
    right = int((said & confirmed).sum())
    return Rates(
        right / int(said.sum()) if said.any() else None,
        right / int(confirmed.sum()) if confirmed.any() else None,
    )
