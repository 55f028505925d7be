"""The reuse class of pairs of texts: by what changed, then by how alike their wording is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis import rewriting, settings, warehouse
from analysis.match.judging import inserted, parts
from analysis.match.naming import changes, spelling, tellers, usage
from analysis.match.naming.changes import BIT
from analysis.match.teaching import Lessons
from analysis.text.dates import patterns
from analysis.text.forms import symbols

_NAMES = BIT["organisation"] | BIT["place"] | BIT["object"]  # a person is evidence (ruling 3)
_STYLE = BIT["function"] | BIT["synonym"]
_NUMBERING = BIT["date"] | BIT["list_number"]
_COUNTING = _NUMBERING | BIT["code"] | BIT["quantity"]
_LIKENESS = (
    "edit", "jaccard", "containment", "ratio", "kept", "is_alike", "is_strewn", "is_stretch",
)  # fmt: skip
_TOLD = ("date", "list_number", "code", "quantity")
_COUNTS_LEVEL, _NAMES_LEVEL = 4, 5
_BATCH = 50_000

Bits = npt.NDArray[np.int64]
Likeness = dict[str, npt.NDArray[Any]]


def judge(connection: duckdb.DuckDBPyConnection, limits: settings.Match, lessons: Lessons) -> None:
    """Hold `judged`: reuse class, changed kinds and similarity of each pair of texts found."""
    warehouse.derive(connection, "match/steps/text_pairs")
    _stage_worded(connection, limits, lessons)
    _stage_told(connection)
    pairs = warehouse.arrow(connection, warehouse.query("match/feeds/told_pairs"))
    bits = _bits(pairs)
    like = {name: pairs[name].to_numpy() for name in _LIKENESS}
    table = {
        "register_year": pairs["register_year"],
        "newer_text": pairs["newer_text"],
        "older_text": pairs["older_text"],
        "reuse_class": pa.array(reuse_classes(bits, like, limits), pa.string()),
        "changed_kinds": _kinds(bits),
        "similarity": pa.array(np.maximum(like["edit"], like["jaccard"])),
    }
    warehouse.stage(connection, "judged", pa.table(table))
    inserted.settle(connection)
    parts.settle(connection, limits.exchanged_share)


def _stage_worded(
    connection: duckdb.DuckDBPyConnection, limits: settings.Match, lessons: Lessons
) -> None:
    """What changed in the wording of each pair of forms: dates, codes and counts masked."""
    pairs = warehouse.arrow(connection, warehouse.query("match/feeds/form_pairs"))
    is_close = pc.fill_null(_is_close(pairs, limits), True)
    close = pairs.filter(is_close)
    found = [
        _compared(part.slice(start, _BATCH), taught)
        for year, part in _by_year(close)
        for taught in [_learned(connection, limits, lessons.sample(year))]
        for start in range(0, len(part), _BATCH)
    ]
    # Too far apart to be laid side by side: other words, whatever else.
    far = pairs.filter(pc.invert(is_close)).drop_columns(["newer", "older"])
    found.append(
        far.append_column("kinds", pa.array(np.full(len(far), BIT["text"]))).append_column(
            "kept", pa.array(np.zeros(len(far)))
        )
    )
    warehouse.stage(connection, "worded", pa.concat_tables(found))


def _by_year(pairs: pa.Table) -> Iterator[tuple[int, pa.Table]]:
    for year in sorted(pc.unique(pairs["register_year"]).to_pylist()):
        yield year, pairs.filter(pc.equal(pairs["register_year"], year))


def _is_close(pairs: pa.Table, limits: settings.Match) -> pa.ChunkedArray:
    is_near = pc.greater_equal(pairs["edit"], limits.review_edit)
    is_padded = pc.greater_equal(pairs["containment"], limits.padded_containment)
    return pc.or_(pc.or_(is_near, is_padded), pairs["is_alike"])


def _learned(
    connection: duckdb.DuckDBPyConnection, limits: settings.Match, sample: str
) -> changes.Taught:
    """What a sample of the registers teaches."""
    connection.execute(f"create or replace temp view learning_texts as from {sample}")
    names = warehouse.arrow(
        connection,
        warehouse.query("match/feeds/capitals"),
        least_texts=limits.name_texts,
        small_share=limits.name_small_share,
        common_share=limits.name_common_share,
        titled_share=limits.titled_share,
        month=patterns.MONTH_NAME,
    )
    texts = warehouse.arrow(connection, "select n4 from learning_texts")["n4"]
    is_enough = len(texts) >= limits.learning_texts
    return changes.Taught(
        spelling.known(symbols.symbols(names["name"])),
        usage.learned(symbols.symbols(texts), limits) if is_enough else None,
    )


def _compared(pairs: pa.Table, taught: changes.Taught) -> pa.Table:
    made = symbols.symbols(pa.chunked_array([*pairs["older"].chunks, *pairs["newer"].chunks]))
    older = np.arange(len(pairs), dtype=np.int64)
    changed = changes.between(made, older, older + len(pairs), taught)
    table = pairs.drop_columns(["newer", "older"])
    table = table.append_column("kinds", pa.array(changed.kinds))
    kept = 1 - changed.lost / np.maximum(changed.size, 1)
    return table.append_column("kept", pa.array(kept))


def _stage_told(connection: duckdb.DuckDBPyConnection) -> None:
    """The numbers of codes of the texts that have any, then all that the paired texts tell."""
    warehouse.derive(connection, "match/steps/compared_texts")
    coded = warehouse.arrow(connection, warehouse.query("match/feeds/coded_pairs"))
    codes = pa.array(tellers.codes(coded["subject_text"]), pa.uint64())
    warehouse.stage(connection, "told_codes", pa.table({"text": coded["text"], "codes": codes}))
    warehouse.derive(connection, "match/steps/told")


def _bits(pairs: pa.Table) -> Bits:
    """The kinds of spans that differ; equal forms without a telling difference say the least."""
    bits: Bits = pairs["kinds"].to_numpy().astype(np.int64)
    for kind in _TOLD:
        bits = bits | np.where(pairs[f"is_other_{kind}"].to_numpy(), BIT[kind], 0)
    level = pairs["level"].to_numpy()
    bits |= np.where((level == _COUNTS_LEVEL) & (bits & _COUNTING == 0), BIT["quantity"], 0)
    bits |= np.where(level == _NAMES_LEVEL, BIT["organisation"], 0)
    return np.where((level < _COUNTS_LEVEL) & (bits == 0), BIT["list_number"], bits)


def _kinds(bits: Bits) -> pa.Array:
    distinct, place = np.unique(bits, return_inverse=True)
    spelled = [[kind for kind in changes.KINDS if value & BIT[kind]] for value in distinct]
    return pa.array(spelled, pa.list_(pa.string())).take(pa.array(place))


def reuse_classes(bits: Bits, like: Likeness, limits: settings.Match) -> list[Any]:
    """The class of axis T that follows from the kinds of spans that changed, then from likeness.

    Order of domain.md §6.2. A name alone changed means another body, place or thing; changed
    together with the wording it is not told from rewording by this rule.
    """
    edit = like["edit"]
    is_only_counting = bits & ~_COUNTING == 0
    is_name_only = (bits & _NAMES > 0) & (bits & ~(_NAMES | _COUNTING | _STYLE) == 0)
    is_other_body = bits & BIT["organisation"] > 0
    is_near = edit >= limits.review_edit
    is_padded = rewriting.are_padded(like["containment"], like["ratio"], limits)
    # Words strewn over another order may be the form: beside another thing they say no sameness.
    is_form = like["is_strewn"].astype(bool) & (bits & _NAMES > 0)
    is_alike = like["is_alike"].astype(bool) & ~is_form
    is_reworded = (np.maximum(edit, like["kept"]) >= limits.reworded_edit) | is_alike
    rules = {
        "recounted": is_only_counting & (bits & BIT["quantity"] > 0),
        "recoded": is_only_counting & (bits & BIT["code"] > 0),
        "renumbered": is_only_counting & (bits & BIT["list_number"] > 0),
        "redated": is_only_counting & (bits & BIT["date"] > 0),
        "verbatim": is_only_counting,
        "name_swapped": (is_other_body & (is_near | is_alike)) | (is_name_only & is_reworded),
        "polarity_changed": (bits & BIT["polarity"] > 0) & is_near,
        "padded": is_padded,
        "reworded": is_reworded,
        "none": like["is_stretch"].astype(bool),  # who or how, and not what
    }
    found: list[Any] = np.select(list(rules.values()), list(rules), "review").tolist()
    return found
