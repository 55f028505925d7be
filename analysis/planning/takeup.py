"""Which recurring problems each item of a plan takes up: stated, by clause, by field, by words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from analysis import settings, warehouse
from analysis.planning import phrases, tokens
from analysis.text.forms import forms
from analysis.text.rows import likeness

_LINK = pa.schema(
    [
        ("plan_item_id", pa.string()),
        ("problem_id", pa.string()),
        ("evidence_text", pa.string()),
        ("strength", pa.int32()),
    ]
)
_PERCENT = 100


def link(connection: duckdb.DuckDBPyConnection, limits: settings.Settings) -> None:
    """Rebuild `linked.plan_problems` and `linked.plan_links`.

    An item takes up a recurring problem when it states it (its own column of the problem
    addressed quotes an entry, or names the field), when both name the same clause or the same
    narrow field of work, or when they share a phrase that few others have. How it is known, and
    the words, stand in the link: nothing else is taken for granted.
    """
    warehouse.materialise(
        connection,
        "linked.plan_problems",
        warehouse.query("planning/plan_problems"),
        look_back_years=limits.outcomes.look_back_years,
        recurring_years=limits.planning.recurring_years,
    )
    items, entries = (_by_plan(connection, name) for name in ("items", "entries"))
    plans = [(rows, entries[plan]) for plan, rows in items.items() if plan in entries]
    stated = [row for plan in plans for row in _stated(*plan, limits.match)]
    worded = [row for plan in plans for row in _worded(*plan, limits.planning)]
    warehouse.stage(connection, "stated_links", pa.Table.from_pylist(stated, schema=_LINK))
    warehouse.stage(connection, "phrase_links", pa.Table.from_pylist(worded, schema=_LINK))
    _fold_labels(connection)
    warehouse.materialise(
        connection,
        "linked.plan_links",
        warehouse.query("planning/plan_links"),
        links_per_item=limits.planning.links_per_item,
        field_problems=limits.planning.field_problems,
    )


def _by_plan(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, list[dict[str, Any]]]:
    rows = warehouse.arrow(connection, warehouse.query(f"planning/{name}")).to_pylist()
    by_plan = groupby(rows, key=lambda row: str(row["plan_id"]))
    return {plan: list(group) for plan, group in by_plan}


def _stated(
    items: list[dict[str, Any]], entries: list[dict[str, Any]], limits: settings.Match
) -> Iterator[dict[str, object]]:
    """Items whose column of the problem addressed quotes an entry, whole or in part."""
    stating = [item for item in items if item["problem_text"]]
    pairs = [(item, entry) for item in stating for entry in entries]
    if not pairs:
        return
    said = [pair[0]["problem_text"] for pair in pairs], [pair[1]["subject_text"] for pair in pairs]
    formed = [
        forms.normal_forms(pa.array(side, pa.string()))["n4"].combine_chunks() for side in said
    ]
    alike = likeness.measure(*formed)
    is_quoted = (
        (alike.edit >= limits.reworded_edit)
        | (alike.jaccard >= limits.reworded_jaccard)
        | (alike.containment >= limits.padded_containment)
    )
    for place in np.flatnonzero(is_quoted):
        item, entry = pairs[place]
        percent = int(_PERCENT * max(alike.edit[place], alike.containment[place]))
        yield _row(item["plan_item_id"], entry["problem_id"], entry["subject_text"], percent)


def _worded(
    items: list[dict[str, Any]], entries: list[dict[str, Any]], limits: settings.Planning
) -> Iterator[dict[str, object]]:
    """Items that share a telling phrase with an entry."""
    problems: defaultdict[str, list[tokens.Tokens]] = defaultdict(list)
    texts = tokens.of_form([entry["subject_text"] for entry in entries], "n4")
    for entry, text in zip(entries, texts, strict=True):
        problems[entry["problem_id"]].append(text)
    said = [" ".join(filter(None, (item["item_text"], item["problem_text"]))) for item in items]
    own = {
        item["plan_item_id"]: phrases.Item(text, bool(item["is_coarse"]))
        for item, text in zip(items, tokens.of_form(said, "n4"), strict=True)
    }
    for item, found in phrases.shared(own, problems, limits).items():
        for one in found:
            yield _row(item, one.problem_id, one.words, one.token_count)


def _row(item: str, problem: str, words: str, strength: int) -> dict[str, object]:
    return {
        "plan_item_id": item,
        "problem_id": problem,
        "evidence_text": words,
        "strength": strength,
    }


def _fold_labels(connection: duckdb.DuckDBPyConnection) -> None:
    """What items name, beside the keys by which it is compared with registers."""
    received = warehouse.arrow(connection, warehouse.query("planning/labels"))
    labels = received["label_text"].combine_chunks()
    table = {"label_text": labels, "label_key": forms.normal_forms(labels)["n1"]}
    warehouse.stage(connection, "plan_labels", pa.table(table))
