"""How right the classes are: precision, recall and F1 against issues that people labelled."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from analysis import encodings, errors, warehouse
from analysis.statistics import proportions

_COLUMNS = {
    "line": pa.int32(),
    "issue_id": pa.string(),
    "source_file": pa.string(),
    "source_sheet": pa.string(),
    "source_row": pa.int32(),
    "part": pa.int32(),
    "shown_class": pa.string(),
    "reuse_class": pa.string(),
    "is_redated_only": pa.bool_(),
    "prior_issue_id": pa.string(),
    "prior_file": pa.string(),
    "prior_sheet": pa.string(),
    "prior_row": pa.int32(),
    "names_prior": pa.bool_(),
}
_OTHER_NAMES = {
    "prior_source_file": "prior_file",
    "prior_source_sheet": "prior_sheet",
    "prior_source_row": "prior_row",
}
_LABELS = ("shown_class", "reuse_class", "is_redated_only")
_YES, _NO = ("1", "true", "yes", "是"), ("0", "false", "no", "否")
Row = dict[str, Any]


class Share(NamedTuple):
    """`right_count` of `total_count` with the 95 % Wilson interval; no value where that is 0."""

    right_count: int
    total_count: int
    value: float | None
    interval: proportions.Interval | None


class Score(NamedTuple):
    """How right one class is: precision of what was said, recall of what was labelled."""

    name: str
    precision: Share
    recall: Share
    f1: float | None


class Miss(NamedTuple):
    """A labelled issue of which something else was said."""

    line: int
    place: str
    what: str
    expected: str
    said: str


class Evaluation(NamedTuple):
    """The scores of one truth against one warehouse.

    Attributes:
        labelled_count: rows of the truth.
        not_found: lines of the truth that fit no issue of the warehouse; they are scored nowhere.
        prior_not_found: lines whose earlier issue is not in the warehouse.
        shown_classes: one score per class shown to users.
        reuse_classes: one score per class of text reuse.
        is_redated_only: the score of the flag.
        accuracy: share of labelled issues shown with the right class.
        prior: share of labelled earlier issues that the best link names.
        same_problem: share of them that stand in the same problem.
        misses: every difference, in the order of the truth.
    """

    labelled_count: int
    not_found: list[int]
    prior_not_found: list[int]
    shown_classes: list[Score]
    reuse_classes: list[Score]
    is_redated_only: Score
    accuracy: Share
    prior: Share
    same_problem: Share
    misses: list[Miss]


def evaluate(connection: duckdb.DuckDBPyConnection, truth: Path) -> Evaluation:
    """Compare the classes of a warehouse with labelled ones; unlabelled issues play no part.

    The truth is a csv file with `issue_id`, or `source_file`, `source_row` and, where need be,
    `source_sheet` and `part`; with one or more of `shown_class`, `reuse_class` and
    `is_redated_only`; and, if wanted, the earlier issue as `prior_issue_id` or `prior_file`,
    `prior_sheet` and `prior_row`. A blank label is not scored.

    Raises:
        InputError: the file lacks a column, or a cell is not what its column holds.
    """
    warehouse.stage(connection, "truth", read(truth))
    judged = warehouse.arrow(connection, warehouse.query("evaluate/judged")).to_pylist()
    found = [row for row in judged if row["is_found"]]
    with_prior = [row for row in found if row["expected_prior_id"]]
    classed = [row for row in found if row["expected_shown_class"]]
    flags = _scores(found, "is_redated_only", [True])
    return Evaluation(
        labelled_count=len(judged),
        not_found=[row["line"] for row in judged if not row["is_found"]],
        prior_not_found=[row["line"] for row in judged if row["is_prior_missing"]],
        shown_classes=_scores(found, "shown_class"),
        reuse_classes=_scores(found, "reuse_class"),
        is_redated_only=flags[0],
        accuracy=_share([row["expected_shown_class"] == row["shown_class"] for row in classed]),
        prior=_share([row["expected_prior_id"] == row["prior_issue_id"] for row in with_prior]),
        same_problem=_share([bool(row["is_same_problem"]) for row in with_prior]),
        misses=[miss for row in found for miss in _misses(row)],
    )


def read(truth: Path) -> pa.Table:
    """The labelled issues of a csv file, one row each, in the order of the file.

    Raises:
        InputError: as `evaluate`.
    """
    reader = csv.DictReader(encodings.csv_lines(truth))
    header = [_OTHER_NAMES.get(name, name) for name in reader.fieldnames or ()]
    _require(header, truth)
    reader.fieldnames = header
    rows = [_row(row, truth, reader.line_num) for row in reader]
    columns = {name: [row[name] for row in rows] for name in _COLUMNS}
    return pa.table(columns, schema=pa.schema(list(_COLUMNS.items())))


def _require(header: Sequence[str], truth: Path) -> None:
    if "pair_key" in header:
        raise errors.InputError(
            f"{truth} is a sheet to judge: its classes are our own, so they would all be right.",
            "Take its verdicts in by `fivelens review import`; `fivelens review list` then says "
            "how many flags people confirmed. Classes are scored by labels that people set.",
        )
    has_key = "issue_id" in header or {"source_file", "source_row"} <= set(header)
    if has_key and set(_LABELS) & set(header):
        return
    raise errors.InputError(
        f"{truth} has the columns {', '.join(header) or 'none'}.",
        "It needs issue_id, or source_file and source_row; and one or more of "
        f"{', '.join(_LABELS)}.",
    )


def _row(cells: dict[str, str], truth: Path, line: int) -> Row:
    texts = {name: (cells.get(name) or "").strip() or None for name in _COLUMNS}
    numbers = {
        name: _number(texts[name], f"{truth}, line {line}, {name}")
        for name in ("source_row", "part", "prior_row")
    }
    flag = _flag(texts["is_redated_only"], f"{truth}, line {line}, is_redated_only")
    names_prior = bool(texts["prior_issue_id"] or texts["prior_file"])
    known = {"line": line, "is_redated_only": flag, "names_prior": names_prior}
    return texts | numbers | known | {"part": numbers["part"] or 1}


def _number(text: str | None, where: str) -> int | None:
    if text is None or text.isdecimal():
        return int(text) if text else None
    raise errors.InputError(f"{where}: {text!r} is no row number.", "Write a whole number.")


def _flag(text: str | None, where: str) -> bool | None:
    if text is None:
        return None
    if text.lower() in _YES + _NO:
        return text.lower() in _YES
    raise errors.InputError(f"{where}: {text!r} is neither yes nor no.", "Write 1 or 0.")


def _scores(rows: Iterable[Row], label: str, names: Sequence[Any] = ()) -> list[Score]:
    """One score for each value of a label, of the rows that have the label."""
    pairs = [(row[f"expected_{label}"], row[label]) for row in rows]
    pairs = [pair for pair in pairs if pair[0] is not None]
    every = names or sorted({name for pair in pairs for name in pair if name is not None})
    return [_score(pairs, name, label) for name in every]


def _score(pairs: Sequence[tuple[Any, Any]], name: Any, label: str) -> Score:
    precision = _share([expected == name for expected, said in pairs if said == name])
    recall = _share([said == name for expected, said in pairs if expected == name])
    total = precision.total_count + recall.total_count
    f1 = 2 * recall.right_count / total if total else None
    return Score(label if name is True else str(name), precision, recall, f1)


def _share(hits: Sequence[bool]) -> Share:
    count, total = sum(hits), len(hits)
    if not total:
        return Share(0, 0, None, None)
    return Share(count, total, count / total, proportions.wilson(count, total))


def _misses(row: Row) -> list[Miss]:
    place = row["issue_id"] or ", ".join(
        str(row[name]) for name in ("source_file", "source_sheet", "source_row") if row[name]
    )
    return [
        Miss(row["line"], place, label, str(row[f"expected_{label}"]), str(row[label]))
        for label in _LABELS
        if row[f"expected_{label}"] is not None and row[f"expected_{label}"] != row[label]
    ]
