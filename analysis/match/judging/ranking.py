"""What was found for each entry, classed and ranked, with what its own dates and words tell."""

from __future__ import annotations

import duckdb

from analysis import settings, warehouse
from analysis.match.judging import judging
from analysis.match.teaching import Lessons

SHORTEST_NAME = 3  # characters; a shorter name of a unit stands in many words


def rank(connection: duckdb.DuckDBPyConnection, limits: settings.Match, lessons: Lessons) -> None:
    """Hold `ranked`, the best links of each entry, `foreign_names` and `date_classes`."""
    judging.judge(connection, limits, lessons)
    warehouse.derive(connection, "match/steps/renamed", shortest_name=SHORTEST_NAME)
    warehouse.derive(
        connection,
        "match/steps/ranked",
        links_kept=limits.links_kept,
        other_unit_similarity=limits.other_unit_similarity,
        renamed_similarity=limits.renamed_similarity,
    )
    warehouse.derive(connection, "match/steps/foreign_names", shortest_name=SHORTEST_NAME)
    warehouse.derive(connection, "match/steps/date_classes")
