"""The tables of plans, in the order in which each is made of the others."""

from __future__ import annotations

from pathlib import Path

import duckdb

from analysis import settings, warehouse
from analysis.planning import drafts, groups, passages, severities, takeup


def follow(
    connection: duckdb.DuckDBPyConnection, limits: settings.Settings, decisions: Path | None = None
) -> None:
    """Rebuild what is known of plans, after problems are known.

    `linked.severities` (how grave each word of the registers is), `linked.plan_problems` and
    `linked.plan_links` (which problems stood in registers before a plan, and which of its items
    take them up), `linked.plan_sentences` (what stands in last year's plan, and in other units'),
    `linked.plan_drafts` and `linked.suggestion_traces`, and `linked.defined_groups`.

    Args:
        connection: the warehouse.
        limits: settings of the run.
        decisions: folder of reviewed judgement; `standing_passages.csv` and
            `consultation_groups.csv` are read.

    Raises:
        InputError: one of these files lacks a column.
    """
    warehouse.store(connection, "linked.severities", severities.table(connection))
    takeup.link(connection, limits)
    passages.split(connection, limits.planning, decisions)
    drafts.compare(connection)
    groups.define(connection, decisions)
