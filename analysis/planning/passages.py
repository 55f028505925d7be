"""The sentences of every plan: taken from last year's, shared by units, standing, specific."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from analysis import encodings, settings, warehouse
from analysis.planning import sticking, tokens
from analysis.planning.sticking import Passage
from analysis.planning.tokens import Tokens
from analysis.text.forms import forms

FILE_NAME = "standing_passages.csv"
_HAN, _WORDS = 8, 4  # four words in a row are boilerplate where most units have them (Dyer 2017)
_CLAUSE = re.compile(r"《[^》]{2,60}》|第[〇零一二三四五六七八九十百千\d]+[条款章]|\b[Cc]lause \d+")
_SCHEMA = pa.schema(
    [
        ("plan_id", pa.string()),
        ("unit", pa.string()),
        ("plan_year", pa.int32()),
        ("sentence_number", pa.int32()),
        ("sentence_text", pa.string()),
        ("character_count", pa.int32()),
        ("prior_year", pa.int32()),
        ("prior_sentence_text", pa.string()),
        ("is_repeated", pa.bool_()),
        ("is_standing", pa.bool_()),
        ("plan_count", pa.int32()),
        ("sharing_unit_count", pa.int32()),
        ("is_boilerplate", pa.bool_()),
        ("specific_count", pa.int32()),
    ]
)
_Rows = list[dict[str, Any]]


def split(
    connection: duckdb.DuckDBPyConnection, limits: settings.Planning, decisions: Path | None
) -> None:
    """Rebuild `linked.plan_sentences`, one row per sentence of a plan.

    `standing_passages.csv` in `decisions` lists what every plan must say: a sentence that is, or
    holds, such a passage is neither last year's nor boilerplate.

    Raises:
        InputError: the file lacks a column.
    """
    plans = warehouse.arrow(connection, warehouse.query("planning/plan_texts")).to_pylist()
    names = [name for (name,) in warehouse.rows(connection, warehouse.query("planning/unit_names"))]
    _, listed = encodings.reviewed(decisions, FILE_NAME, ("passage",))
    standing = tokens.of_form([row["passage"] for row in listed if row["passage"]], "n2")
    split_up = {plan["plan_id"]: sticking.passages(plan["plan_text"]) for plan in plans}
    shared = _shared(plans, split_up)
    rows = [
        row
        for plan in plans
        for row in _sentences(plan, split_up[plan["plan_id"]], (standing, names))
    ]
    for row in rows:
        row.update(_sharing(row.pop("tokens"), row, shared, limits))
    table = pa.Table.from_pylist(rows, schema=_SCHEMA)
    warehouse.store(connection, "linked.plan_sentences", table)


def _sentences(
    plan: dict[str, Any], passages: Sequence[Passage], known: tuple[Sequence[Tokens], Sequence[str]]
) -> Iterator[dict[str, Any]]:
    standing, names = known
    sources = sticking.sources(passages, sticking.passages(plan["prior_text"]))
    counts = specific([passage.text for passage in passages], names)
    rows = zip(passages, sources, counts, strict=True)
    for number, (passage, source, count) in enumerate(rows, start=1):
        is_standing = any(_holds(passage.tokens, part) for part in standing)
        yield {
            **{name: plan[name] for name in ("plan_id", "unit", "plan_year", "prior_year")},
            "sentence_number": number,
            "sentence_text": passage.text,
            "character_count": len(re.sub(r"\s", "", passage.text)),
            "prior_sentence_text": source,
            "is_repeated": None if plan["prior_text"] is None else bool(source) and not is_standing,
            "is_standing": is_standing,
            "specific_count": count,
            "tokens": passage.tokens,
        }


def specific(texts: Sequence[str], names: Sequence[str]) -> list[int]:
    """How many clauses, units, dates and numbers each text names; each thing counts once."""
    clauses = [len(_CLAUSE.findall(text)) for text in texts]
    rest = [_CLAUSE.sub(" ", text) for text in texts]
    named = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")
    units = [len(named.findall(text)) for text in rest]
    bare = pa.array([named.sub(" ", text) for text in rest], pa.string())
    masked = forms.normal_forms(bare)["n4"].to_pylist()
    marks = [len(re.findall(r"⟨[DCN]⟩", text or "")) for text in masked]
    return [sum(counts) for counts in zip(clauses, units, marks, strict=True)]


def _holds(text: Tokens, part: Tokens) -> bool:
    """Whether a sentence holds a standing passage, or is a part of a longer one."""
    short, long = sorted((text, part), key=len)
    return bool(short) and short in set(tokens.windows(long, len(short)))


def _shared(
    plans: _Rows, split_up: Mapping[str, Sequence[Passage]]
) -> Mapping[int, Mapping[Tokens, set[str]]]:
    """For each year the units whose plans have a stretch of words."""
    having: defaultdict[int, defaultdict[Tokens, set[str]]] = defaultdict(lambda: defaultdict(set))
    for plan in plans:
        if plan["unit"] is not None and plan["plan_year"] is not None:
            year = having[plan["plan_year"]]
            year[()].add(plan["unit"])  # the stretch of no words stands in every plan
            for passage in split_up[plan["plan_id"]]:
                for window in _windows(passage.tokens):
                    year[window].add(plan["unit"])
    return having


def _sharing(
    text: Tokens,
    row: Mapping[str, Any],
    shared: Mapping[int, Mapping[Tokens, set[str]]],
    limits: settings.Planning,
) -> dict[str, Any]:
    """How many units' plans of the year share a stretch; missing for the bureau's plan."""
    year = shared.get(row["plan_year"] or 0, {})
    units = len(year.get((), ()))
    if row["unit"] is None or units < limits.boilerplate_least:
        return {"plan_count": units}
    count = max((len(year[window]) for window in _windows(text) if window in year), default=1)
    enough = count >= boilerplate_units(units, limits)
    return {
        "plan_count": units,
        "sharing_unit_count": count,
        "is_boilerplate": enough and not row["is_standing"],
    }


def boilerplate_units(plan_count: int, limits: settings.Planning) -> int:
    """In how many of so many units' plans a passage must stand to be boilerplate."""
    if plan_count >= limits.boilerplate_few_units:
        return math.ceil(limits.boilerplate_share * plan_count)
    return max(limits.boilerplate_least, math.ceil(limits.boilerplate_few_share * plan_count))


def _windows(text: Tokens) -> Counter[Tokens]:
    return Counter(tokens.windows(text, _HAN if tokens.is_han(text) else _WORDS))
