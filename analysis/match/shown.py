"""What users are shown of each issue and link: the axes put together by the decision table."""

from __future__ import annotations

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis import settings, warehouse
from analysis.match import classes, evidence
from analysis.match.tables import derive

SHORTEST_NAME = 3  # characters; a shorter name of a unit stands in many words
_LINEAGE = "select entry, prior from ranked where place = 1 and is_same_problem order by entry"


def show(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Fill `linked.links` and `linked.classes` from the ranked links of this run."""
    _stage_roots(connection)
    evidence.stage_facts(connection)
    derive(connection, "foreign_names", shortest_name=SHORTEST_NAME)
    for name in ("date_classes", "evidence_classes", "judged_entries"):
        derive(connection, name)
    _stage_decided(connection)
    links, shown = warehouse.query("match/links"), warehouse.query("match/classes")
    warehouse.materialise(connection, "linked.links", links, rule_version=limits.rule_version)
    warehouse.materialise(connection, "linked.classes", shown)


def _stage_roots(connection: duckdb.DuckDBPyConnection) -> None:
    """The first issue of the problem, as far as best links tell before drift is cut."""
    chained = warehouse.arrow(connection, _LINEAGE)
    entries = warehouse.arrow(connection, "select entry from entries order by entry")
    parent = np.arange(len(entries) + 1)
    parent[chained["entry"].to_numpy()] = chained["prior"].to_numpy()
    table = {"entry": entries["entry"], "root": pa.array(_follow(parent)[1:], pa.int32())}
    warehouse.stage(connection, "roots", pa.table(table))


def _follow(parent: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The root of every node of a forest given as parents, by doubling the step."""
    root = parent
    while not np.array_equal(root[root], root):
        root = root[root]
    return root


def _stage_decided(connection: duckdb.DuckDBPyConnection) -> None:
    """The decision for each distinct case: some hundreds, however many issues there are."""
    cases = [
        classes.Case(*row) for row in warehouse.rows(connection, warehouse.query("match/cases"))
    ]
    names = ("entry_kind", "relation", "reuse_class", "date_class", "evidence_class")
    columns = {
        name: pa.array([case[place] for case in cases], pa.string())
        for place, name in enumerate(names)
    }
    decided = columns | {
        "shown_class": pa.array([classes.shown_class(case) for case in cases], pa.string()),
        "is_redated_only": pa.array([classes.is_redated_only(case) for case in cases], pa.bool_()),
    }
    warehouse.stage(connection, "decided", pa.table(decided))
