"""Where two reviewers differ, how far they agree, and how many flags have been reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import duckdb

from analysis import warehouse
from analysis.review import store
from analysis.statistics import proportions

_HALF_WIDTH = 0.05  # of the interval of precision that reviewing aims at: five points either way


class Agreement(NamedTuple):
    """Two reviewers, how many links both judged, and Cohen's kappa (None: cannot be told)."""

    first: str
    second: str
    pair_count: int
    kappa: float | None


class Reviewed(NamedTuple):
    """Flags that stand (only re-dated, best link), and what people said of them.

    `precision` is confirmed over decided with its 95 % Wilson interval; None while none is.
    `needed_count` is how many decisions more bring that interval to about ±5 points, given the
    precision so far (one half while there is none).
    """

    flagged_count: int
    confirmed_count: int
    dismissed_count: int
    unsure_count: int
    unreviewed_count: int
    precision: float | None
    interval: proportions.Interval | None
    needed_count: int


def agreements(decisions: Sequence[store.Decision]) -> list[Agreement]:
    """One row for each two reviewers who judged at least one link in common, by name."""
    judged: dict[str, dict[str, str]] = defaultdict(dict)
    for one in store.standing(decisions):
        judged[one.reviewer][one.pair_key] = one.verdict
    found = [
        (a, b, judged[a].keys() & judged[b].keys()) for a, b in combinations(sorted(judged), 2)
    ]
    return [
        Agreement(a, b, len(shared), _kappa([(judged[a][key], judged[b][key]) for key in shared]))
        for a, b, shared in found
        if shared
    ]


def _kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    from analysis.statistics import agreement  # statsmodels takes a second to import

    table = [[pairs.count((a, b)) for b in store.VERDICTS] for a in store.VERDICTS]
    value = agreement.kappa(table).value
    return None if value != value else value


def conflicts(decisions: Sequence[store.Decision]) -> Mapping[str, tuple[store.Decision, ...]]:
    """The decisions on each link that reviewers judged differently, by the key of the link."""
    by_pair: dict[str, list[store.Decision]] = defaultdict(list)
    for one in store.standing(decisions):
        by_pair[one.pair_key].append(one)
    return {key: tuple(made) for key, made in by_pair.items() if len({m.verdict for m in made}) > 1}


def stale(connection: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """Decisions that fit no link any more, after `verdicts.prepare`; they apply to nothing."""
    decisions = warehouse.read(connection, warehouse.query("review/decisions"))
    gone = decisions.loc[decisions["status"].eq("stale")]
    return [{str(name): value for name, value in row.items()} for row in gone.to_dict("records")]


def reviewed(connection: duckdb.DuckDBPyConnection) -> Reviewed:
    """How many flags stand and how many were reviewed, after `verdicts.prepare`."""
    counts = warehouse.rows(connection, warehouse.query("review/reviewed"))[0]
    flagged, confirmed, dismissed, unsure, unreviewed = counts
    decided = confirmed + dismissed
    share = confirmed / decided if decided else None
    interval = proportions.wilson(confirmed, decided) if decided else None
    guess = 0.5 if share is None else share
    whole = proportions.decisions_needed(guess, _HALF_WIDTH, flagged) if flagged else 0
    needed = max(whole - decided, 0)
    return Reviewed(flagged, confirmed, dismissed, unsure, unreviewed, share, interval, needed)
