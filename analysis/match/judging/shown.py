"""What users are shown of each issue and link: the axes put together by the decision table."""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa

from analysis import forest, settings, warehouse
from analysis.match import resuming
from analysis.match.judging import decisions, evidence

_ORDERED = "select * exclude (place) from ({}) order by issue_id, place"


def show(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Put the links and classes of this run into `linked.links` and `linked.classes`."""
    stage_roots(connection)
    warehouse.derive(connection, "match/steps/changed_texts")
    evidence.stage_facts(connection)
    warehouse.derive(connection, "match/steps/evidence_classes")
    decide(connection)
    links, shown = warehouse.query("match/tables/links"), warehouse.query("match/tables/classes")
    ordered = _ORDERED.format(links)
    resuming.replace(connection, "linked.links", ordered, rule_version=limits.rule_version)
    resuming.replace(connection, "linked.classes", shown)


def decide(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold `judged_entries`, what is known of each asked entry, and `decided`, what it is shown."""
    warehouse.derive(connection, "match/steps/judged_entries")
    _stage_decided(connection)


def stage_roots(connection: duckdb.DuckDBPyConnection) -> None:
    """The first issue of the problem, as far as best links tell before drift is cut.

    Of problems with an asked entry only: no other is shown anew.
    """
    [(count,)] = warehouse.rows(connection, "select count(*) from entries")
    asked = warehouse.arrow(connection, "from asked")["entry"].to_numpy()
    parent = np.arange(count + 1)
    names = ["continued", "continued_before"] if resuming.is_partial(connection) else ["continued"]
    for name in names:
        chained = warehouse.arrow(connection, warehouse.query(f"match/feeds/{name}"))
        parent[chained["entry"].to_numpy()] = chained["prior"].to_numpy()
    root = forest.roots(parent)
    is_asked = np.zeros(count + 1, np.bool_)
    is_asked[root[asked]] = True
    entry = np.flatnonzero(is_asked[root])
    table = {"entry": pa.array(entry, pa.int32()), "root": pa.array(root[entry], pa.int32())}
    warehouse.stage(connection, "roots", pa.table(table))


def _stage_decided(connection: duckdb.DuckDBPyConnection) -> None:
    """The decision for each distinct case: some hundreds, however many issues there are."""
    cases = [
        decisions.Case(*row)
        for row in warehouse.rows(connection, warehouse.query("match/feeds/cases"))
    ]
    names = ("entry_kind", "relation", "reuse_class", "date_class", "evidence_class")
    columns = {
        name: pa.array([case[place] for case in cases], pa.string())
        for place, name in enumerate(names)
    }
    flagged = [decisions.is_redated_only(case) for case in cases]
    decided = columns | {
        "shown_class": pa.array([decisions.shown_class(case) for case in cases], pa.string()),
        "is_redated_only": pa.array(flagged, pa.bool_()),
    }
    warehouse.stage(connection, "decided", pa.table(decided))
