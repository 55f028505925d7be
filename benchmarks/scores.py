"""What the links of an engine are worth against the truth of synthetic registers."""

from __future__ import annotations

from typing import NamedTuple

import duckdb
import pyarrow as pa

from analysis import warehouse

_SAID = "('verbatim', 'redated', 'renumbered', 'reworded', 'padded')"
# Class truth: a copy in which a count or a notice number moved is recounted or recoded by
# definition and stands beside; a re-wording stays one whatever moved with it.
_JUDGED = f"""
with linked as (
    select issue_id::bigint as id, prior_issue_id::bigint as older_id, reuse_class, is_redated_only
    from linked.links
    where is_best
)
select
    truth.label,
    case when truth.label in ('redated', 'trad') then truth.changed else '' end as changed,
    coalesce(linked.reuse_class, 'none') as reuse_class,
    linked.is_redated_only is true as is_redated_only,
    coalesce(linked.reuse_class in {_SAID}, false) as is_said,
    coalesce(older.root = truth.root, false) as is_right,
    truth.dept = source.dept as has_same_unit,
    coalesce(classes.is_duplicate, false) as is_duplicate,
    count(*) as n
from truth
left join linked on linked.id = truth.id
left join linked.classes as classes on classes.issue_id::bigint = truth.id
left join truth as older on older.id = linked.older_id
left join truth as source on source.id = truth.source_id
group by all
"""
_RIGHT_CLASSES = {
    "verbatim": {"verbatim"},
    "redated": {"redated", "renumbered"},
    "light": {"reworded", "padded"},
    "trad": {"verbatim", "redated"},
}
_COPIES = tuple(_RIGHT_CLASSES)
OTHERS = ("new", "hn_company", "hn_object", "hn_qty")
_MOVED = {"quantity": "recounted", "code": "recoded"}


class Score(NamedTuple):
    """One figure of the comparison and how many rows it stands on."""

    name: str
    value: float
    n: int


def scores(connection: duckdb.DuckDBPyConnection, truth: pa.Table) -> list[Score]:
    """All figures, from `linked` and the generator's table with its column `changed`."""
    warehouse.stage(connection, "truth", truth)
    rows = warehouse.arrow(connection, _JUDGED).to_pylist()
    copies = [row for row in rows if row["label"] in _COPIES]
    by_contract = [row for row in copies if not row["changed"]]
    found = [
        *_f1("strict: labels as the generator has them", rows, copies),
        *_f1("by the contract's classes", [r for r in rows if not r["changed"]], by_contract),
    ]
    found += [_recall(label, by_contract) for label in _COPIES]
    found.append(_class_right(by_contract))
    for changed, reuse_class in _MOVED.items():
        moved = [row for row in copies if row["changed"] == changed]
        hits = _count(moved, is_right=True, reuse_class=reuse_class)
        found.append(_share(f"{reuse_class} copies found as such", hits, _count(moved)))
    for label in OTHERS:
        ours = [row for row in rows if row["label"] == label]
        found.append(_share(f"false positives: {label}", _count(ours, is_said=True), _count(ours)))
    return found + _flags(rows)


def _count(rows: list[dict], **wanted: object) -> int:
    return sum(row["n"] for row in rows if all(row[key] == value for key, value in wanted.items()))


def _share(name: str, hits: int, n: int) -> Score:
    return Score(name, hits / max(n, 1), n)


def _f1(name: str, rows: list[dict], copies: list[dict]) -> list[Score]:
    hits, said = _count(copies, is_said=True, is_right=True), _count(rows, is_said=True)
    precision, recall = hits / max(said, 1), hits / max(_count(copies), 1)
    return [
        Score(f"F1 ({name})", 2 * precision * recall / max(precision + recall, 1e-9), said),
        Score(f"precision ({name})", precision, said),
        Score(f"recall ({name})", recall, _count(copies)),
    ]


def _recall(label: str, copies: list[dict]) -> Score:
    ours = [row for row in copies if row["label"] == label]
    return _share(f"recall: {label}", _count(ours, is_said=True, is_right=True), _count(ours))


def _class_right(copies: list[dict]) -> Score:
    found = [row for row in copies if row["is_said"] and row["is_right"]]
    right = sum(row["n"] for row in found if row["reuse_class"] in _RIGHT_CLASSES[row["label"]])
    return _share("class right among right links", right, _count(found))


def _flags(rows: list[dict]) -> list[Score]:
    """Same-unit copies with nothing moved are the truth; second entries of one event are not."""
    true = [
        row
        for row in rows
        if row["label"] in ("verbatim", "redated", "trad")
        and row["has_same_unit"]
        and not row["changed"]
        and not row["is_duplicate"]
    ]
    hits, said = _count(true, is_redated_only=True), _count(rows, is_redated_only=True)
    return [
        _share("precision: is_redated_only", hits, said),
        _share("recall: is_redated_only", hits, _count(true)),
    ]
