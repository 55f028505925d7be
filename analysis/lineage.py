"""Problems: what issues of several years are about, followed along their best links."""

from __future__ import annotations

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from analysis import forest, settings, warehouse

_Numbers = npt.NDArray[np.int64]

_SHARED_SUBJECT = 0.5  # share of the shorter text's characters found in order in the other


def follow(connection: duckdb.DuckDBPyConnection, limits: settings.Outcomes) -> None:
    """Rebuild `linked.heirs`, `problems`, `appearances` and `slippage` from `linked.links`.

    An issue continues the problem of its best link where that link is of the same problem; a
    duplicate entry is no appearance. A chain is cut where a re-worded text no longer shares a
    subject with the first text of its problem, and where a person dismissed the link; a
    dismissed copy loses its flag only (docs/decisions.md, 8). What a unit copied from one whose
    work it took over continues that unit's problem (`linked.heirs`).
    """
    warehouse.materialise(connection, "linked.heirs", warehouse.query("lineage/heirs"))
    issues = warehouse.arrow(connection, warehouse.query("lineage/chained_issues"))
    roots = _roots(issues)
    table = {"issue_id": issues["issue_id"], "first_issue_id": issues["issue_id"].take(roots)}
    warehouse.stage(connection, "lineage", pa.table(table))
    warehouse.materialise(connection, "linked.appearances", warehouse.query("lineage/appearances"))
    warehouse.materialise(
        connection,
        "linked.problems",
        warehouse.query("lineage/problems"),
        chronic_years=limits.chronic_years,
    )
    warehouse.materialise(connection, "linked.slippage", warehouse.query("lineage/slippage"))


def _roots(issues: pa.Table) -> pa.Array:
    """For each issue the place of its problem's first issue, after drift is cut."""
    parent = issues["prior_place"].to_numpy().astype(np.int64)
    # Copies by exact form share their subject by definition; only re-worded ones can drift.
    drifts = issues["drifts"].to_numpy()
    texts = issues["masked_text"]
    while True:
        root = forest.roots(parent)
        suspects = np.flatnonzero(drifts & (parent != np.arange(len(parent))))
        cut = suspects[~_share_subject(texts, suspects, root[suspects])]
        if not len(cut):
            return pa.array(root)
        parent = _without(parent, _topmost(cut, root, issues))


def _share_subject(texts: pa.ChunkedArray, one: _Numbers, other: _Numbers) -> npt.NDArray[np.bool_]:
    """Whether so much of the shorter text stands, in order, in the longer one."""
    pairs = [texts.take(pa.array(side)).to_pylist() for side in (one, other)]
    shared = process.cpdist(*pairs, scorer=LCSseq.similarity, workers=-1)
    shorter = np.array([min(len(a), len(b)) for a, b in zip(*pairs, strict=True)], float)
    enough: npt.NDArray[np.bool_] = np.asarray(shared, float) >= _SHARED_SUBJECT * shorter
    return enough


def _topmost(cut: _Numbers, root: _Numbers, issues: pa.Table) -> _Numbers:
    """The earliest drifted issue of each problem: what follows is judged against it next."""
    order = issues["moment"].to_numpy()[cut]
    by_time = cut[np.lexsort((cut, order))]
    _, first = np.unique(root[by_time], return_index=True)
    return by_time[first]


def _without(parent: _Numbers, cut: _Numbers) -> _Numbers:
    freed = parent.copy()
    freed[cut] = cut
    return freed
