"""What changed from draft to draft of a plan, and which change an adopted suggestion led to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa

from analysis import warehouse
from analysis.planning import sticking, tokens
from analysis.planning.sticking import Passage
from analysis.planning.tokens import Tokens
from analysis.text.forms import forms
from analysis.text.rows import likeness

_DRAFT = pa.schema(
    [
        ("plan_revision_id", pa.string()),
        ("plan_id", pa.string()),
        ("unit", pa.string()),
        ("plan_year", pa.int32()),
        ("revision_number", pa.int32()),
        ("draft_number", pa.int32()),
        ("character_count", pa.int32()),
        ("prior_similarity", pa.float64()),
        ("last_year", pa.int32()),
        ("last_year_similarity", pa.float64()),
        ("added_count", pa.int32()),
        ("dropped_count", pa.int32()),
        ("sentence_count", pa.int32()),
    ]
)
_TRACE = pa.schema(
    [("suggestion_id", pa.string()), ("is_stated", pa.bool_()), ("is_traced", pa.bool_())]
)
_RUN = 8  # tokens in a row by which a sentence is known to be the one that was changed
_Rows = list[dict[str, Any]]


def compare(connection: duckdb.DuckDBPyConnection) -> None:
    """Rebuild `linked.plan_drafts` and `linked.suggestion_traces`.

    A draft is compared with the one before it and with the unit's last earlier plan (similarity
    by edits, 0 to 1, dates masked). A suggestion is traced when the passage that was changed for
    it stands in the last draft and not in the first; without two drafts that have a text nobody
    can tell.
    """
    drafts = warehouse.arrow(connection, warehouse.query("planning/drafts")).to_pylist()
    plans = warehouse.arrow(connection, warehouse.query("planning/plan_texts")).to_pylist()
    earlier = {plan["plan_id"]: (plan["prior_year"], plan["prior_text"]) for plan in plans}
    by_plan = {
        str(plan): list(group) for plan, group in groupby(drafts, key=lambda row: row["plan_id"])
    }
    rows = [
        row
        for plan, group in by_plan.items()
        for row in _drafts(group, earlier.get(plan, (None, None)))
    ]
    changes = warehouse.arrow(connection, warehouse.query("planning/changes")).to_pylist()
    traces = [_trace(change, by_plan.get(str(change["plan_id"]), [])) for change in changes]
    for name, made, schema in (
        ("plan_drafts", rows, _DRAFT),
        ("suggestion_traces", traces, _TRACE),
    ):
        warehouse.store(connection, f"linked.{name}", pa.Table.from_pylist(made, schema=schema))


def _drafts(group: _Rows, earlier: tuple[int | None, str | None]) -> Iterator[dict[str, Any]]:
    last_year, last_text = earlier
    texts = [row["revision_text"] for row in group]
    before: list[str | None] = [None, *texts[:-1]]
    with_prior = _similarities(before, texts)
    with_last = _similarities([last_text] * len(texts), texts)
    for number, row in enumerate(group, start=1):
        newer = sticking.passages(row["revision_text"])
        older = sticking.passages(before[number - 1])
        yield {
            **{name: row[name] for name in ("plan_revision_id", "plan_id", "unit", "plan_year")},
            "revision_number": row["revision_number"],
            "draft_number": number,
            "character_count": len("".join(row["revision_text"].split())),
            "prior_similarity": with_prior[number - 1],
            "last_year": last_year,
            "last_year_similarity": with_last[number - 1],
            "added_count": _lacking(newer, older) if number > 1 else None,
            "dropped_count": _lacking(older, newer) if number > 1 else None,
            "sentence_count": len(newer),
        }


def _similarities(older: Sequence[str | None], newer: Sequence[str]) -> list[float | None]:
    sides = [forms.normal_forms(pa.array(side, pa.string()))["n2"] for side in (older, newer)]
    alike = likeness.measure(*(side.combine_chunks().fill_null("") for side in sides))
    return [
        None if text is None else float(edit) for text, edit in zip(older, alike.edit, strict=True)
    ]


def _lacking(these: Sequence[Passage], those: Sequence[Passage]) -> int:
    """How many of these sentences do not stand, as they are, among those."""
    known = {passage.tokens for passage in those}
    return sum(passage.tokens not in known for passage in these)


def _trace(change: dict[str, Any], drafts: _Rows) -> dict[str, Any]:
    stated = bool(change["changed_text"])
    told = {"suggestion_id": change["suggestion_id"], "is_stated": stated}
    if not stated or len(drafts) < 2:
        return told | {"is_traced": None if len(drafts) < 2 else False}
    said, first, last = (
        tokens.of_form([text], "n2")[0]
        for text in (
            change["changed_text"],
            drafts[0]["revision_text"],
            drafts[-1]["revision_text"],
        )
    )
    return told | {"is_traced": _stands(said, last) and not _stands_whole(said, first)}


def _stands(said: Tokens, text: Tokens) -> bool:
    """Whether the passage, or eight tokens of it in a row, stand in the text."""
    length = min(_RUN, len(said))
    return bool(length) and not set(tokens.windows(said, length)).isdisjoint(
        tokens.windows(text, length)
    )


def _stands_whole(said: Tokens, text: Tokens) -> bool:
    return said in set(tokens.windows(text, len(said)))
