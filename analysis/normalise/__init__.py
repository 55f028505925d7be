"""Raw rows spelled one way: units, texts with their normal forms, dates, ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from analysis import encodings, errors, states, warehouse
from analysis.normalise import received_dates
from analysis.text.dates import dates
from analysis.text.elements import perfunctory
from analysis.text.forms import forms, told

_TABLES = ("units", "issues", "deadlines", "registers", "measures", "inspections")
# Doubts that no row raises alone: a number on several entries, or in two units; one list in two.
_SHARED = ("shared_number", "number_of_two_units", "list_of_two_units")
# The other records, in an order in which each finds what it is made of.
_RECORDS = (
    "unit_changes", "plan_revisions", "plan_items", "plans", "consultations",
    "consultation_groups", "suggestions", "suggestion_rounds", "rule_revisions", "clauses",
    "directives", "file_censuses", "findings", "causes", "status_events", "effort", "claims",
)  # fmt: skip
_LONGEST_STATE = 30  # characters of an entry that states a state and answers no standard
_FORMED = pa.schema(
    [(name, pa.string()) for name in ("text_id", "subject_text", "n1", "n2", "n3", "n4", "n5")]
    + [("has_date", pa.bool_()), ("oldest_year", pa.int32())]
    + [(name, pa.uint64()) for name in told.COLUMNS]
)


def clean(
    connection: duckdb.DuckDBPyConnection,
    decisions: Path | None = None,
    program: str | None = None,
) -> None:
    """Rebuild the `clean` schema from `raw`; `decisions` is the folder of reviewed judgement.

    Given the hash of the running `program`, normal forms that an earlier run of it made are kept.

    Raises:
        InputError: `unit_names.csv` or `names.csv` in the folder lacks a column, a unit is named
            twice, or the renamings that the folder and the records tell of contradict each other.
    """
    _name_units(connection, _read_unit_names(decisions))
    _fold_labels(connection)
    received = warehouse.query("clean/received_texts")
    form_texts(connection, received, _read_names(decisions), program)
    received_dates.read(connection)
    _judge_answers(connection)
    for table in _TABLES:
        warehouse.materialise(connection, f"clean.{table}", warehouse.query(f"clean/{table}"))
    received_dates.doubt(connection)
    _doubt_numbers(connection)
    _clean_records(connection)


def _judge_answers(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold `perfunctory`: how likely it is that an entry reports nothing, once per answer."""
    answers = warehouse.arrow(
        connection,
        warehouse.query("clean/answered"),
        longest=_LONGEST_STATE,
        states_only=perfunctory.states_only(),
    )
    names = ("standard_text", "subject_text", "answered_count")
    found = perfunctory.scores(*(answers[name].to_pylist() for name in names))
    scores = pa.array(found, pa.float64())
    table = answers.select(["subject_text", "standard_text"]).append_column("score", scores)
    warehouse.stage(connection, "perfunctory", table)


def _doubt_numbers(connection: duckdb.DuckDBPyConnection) -> None:
    """Put among the doubts what entries of several rows or files raise together, made anew."""
    connection.execute(
        "delete from raw.doubts where list_contains($rules, rule)", {"rules": list(_SHARED)}
    )
    found = warehouse.query("clean/number_doubts")
    connection.execute(f"insert into raw.doubts by name {found}")


def _clean_records(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables of plans, consultations, rules and the like, beside registers and inspections."""
    received = _received(connection, "record_dates")["date_text"].combine_chunks()
    plain, roc = dates.parse_dates(received), dates.parse_dates(received, order="roc")
    spans = {f"{name}_date": pc.coalesce(plain[name], roc[name]) for name in ("start", "end")}
    precision = pc.if_else(pc.is_valid(plain["start"]), plain["precision"], roc["precision"])
    table = pa.table({"date_text": received, **spans, "precision": precision})
    warehouse.stage(connection, "record_dates", table)
    for name in ("record_units", "referred_issues"):
        warehouse.stage(connection, name, _received(connection, name))
    for name in _RECORDS:
        warehouse.materialise(connection, f"clean.{name}", warehouse.query(f"clean/{name}"))


def _read_unit_names(decisions: Path | None) -> dict[str, str]:
    path, rows = encodings.reviewed(decisions, "unit_names.csv", ("alias", "canonical"))
    named = [(row["alias"], row["canonical"]) for row in rows if row["alias"] and row["canonical"]]
    return _without_contradiction(named, path)


def _read_names(decisions: Path | None) -> list[str]:
    """Bodies, people, places and things that may be named in texts: another is another subject."""
    _, rows = encodings.reviewed(decisions, "names.csv", ("name",))
    return sorted({row["name"] for row in rows} - {""})


def _without_contradiction(rows: list[tuple[str, str]], path: Path) -> dict[str, str]:
    names: dict[str, str] = {}
    for alias, canonical in rows:
        if names.setdefault(alias, canonical) != canonical:
            raise errors.InputError(
                f"{path} gives {alias!r} two names: {names[alias]!r} and {canonical!r}.",
                "Keep one of the two rows.",
            )
    return names


def _name_units(connection: duckdb.DuckDBPyConnection, aliases: dict[str, str]) -> None:
    named = _received(connection, "received_units")
    received = named["unit_text"].combine_chunks()
    declared = warehouse.rows(connection, warehouse.query("clean/renames"))
    known = _followed(_with_renames(_folded(aliases.items()), declared))
    canonical = pa.array([known.get(fold) for fold in _fold(received)], pa.string())
    table = {
        "unit_text": received,
        "canonical": canonical,
        "filed_key": pa.array(_fold(received), pa.string()),
        "is_everybody": named["is_everybody"],
        "unit_key": pa.array(_fold(pc.coalesce(canonical, received)), pa.string()),
    }
    warehouse.stage(connection, "unit_names", pa.table(table))


def _folded(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The later name by the folded earlier one."""
    former, later = zip(*pairs, strict=True) if pairs else ((), ())
    return dict(zip(_fold(pa.array(former, pa.string())), later, strict=True))


def _with_renames(names: dict[str, str], declared: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Reviewed names, and the renamings in the records for units that no review names."""
    found: dict[str, str] = {}
    for former, later in declared:
        fold = _fold(pa.array([former], pa.string()))[0]
        both = pa.array([found.setdefault(fold, later), later], pa.string())
        if fold not in names and len(set(_fold(both))) > 1:
            raise errors.InputError(
                f"The records rename {former!r} both to {found[fold]!r} and to {later!r}.",
                "Correct the record of unit changes, or settle it in unit_names.csv.",
            )
    return {**found, **names}


def _followed(names: dict[str, str]) -> dict[str, str]:
    """Each name's last one, since a renamed unit may be renamed again."""
    later = dict(zip(names, _fold(pa.array(list(names.values()), pa.string())), strict=True))
    return {former: names[_last(former, later)] for former in names}


def _last(name: str, later: dict[str, str]) -> str:
    """The last name with a later one, on the way from `name`; a ring of names ends anywhere."""
    seen = {name}
    while later[name] in later and later[name] not in seen:
        name = later[name]
        seen.add(name)
    return name


def _received(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Table:
    return warehouse.arrow(connection, warehouse.query(f"clean/{name}"))


def _fold(texts: pa.Array) -> list[str]:
    folded: list[str] = forms.normal_forms(texts)["n1"].to_pylist()
    return folded


def _fold_labels(connection: duckdb.DuckDBPyConnection) -> None:
    """Categories and clauses beside their keys, statuses beside the states that they say."""
    received = _received(connection, "received_labels")["label_text"].combine_chunks()
    table = {"label_text": received, "label_key": pa.array(_fold(received), pa.string())}
    warehouse.stage(connection, "labels", pa.table(table))
    said = _received(connection, "received_statuses")["status"].combine_chunks()
    table = {"status": said, "state": states.read(said)}
    warehouse.stage(connection, "statuses", pa.table(table))
    warehouse.store(connection, "clean.states", states.table())


def form_texts(
    connection: duckdb.DuckDBPyConnection,
    received: str,
    names: Sequence[str] = (),
    program: str | None = None,
) -> None:
    """Make `clean.texts` of the `text_id` and `subject_text` that the query gives.

    N5 masks the `names`. Texts that the same `program` formed before, with the same names, are
    kept as they are; without a program all are formed.
    """
    made_by = "\n".join([program or "", *names])
    version = hashlib.sha256(made_by.encode("utf-8", "surrogatepass")).hexdigest()
    is_kept = program is not None and _version(connection) == version
    if is_kept:
        connection.execute(f"create or replace temp table texts_received as {received}")
        known = "select text_id from texts_received"
        connection.execute(f"delete from clean.texts where text_id not in ({known})")
        received = "from texts_received anti join clean.texts using (text_id) order by text_id"
    texts = warehouse.arrow(connection, received)
    parts = pa.RecordBatchReader.from_batches(_FORMED, _formed(texts, names))
    with warehouse.uncompressed(connection):
        put = warehouse.add_rows if is_kept else warehouse.store_rows
        put(connection, "clean.texts", warehouse.query("clean/texts"), parts)
    warehouse.store(connection, "clean.forms", pa.table({"version": [version]}))


def _version(connection: duckdb.DuckDBPyConnection) -> str | None:
    """What made the forms that stand there; None where none do."""
    if not all(warehouse.has_table(connection, f"clean.{name}") for name in ("forms", "texts")):
        return None
    [(version,)] = warehouse.rows(connection, "from clean.forms")
    return str(version)


def _formed(texts: pa.Table, names: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The texts with their forms and what they tell, as many at a time as are made side by side."""
    for start in range(0, len(texts), forms.SIDE_BY_SIDE):
        part = texts.slice(start, forms.SIDE_BY_SIDE)
        formed = forms.read(part["subject_text"], names=names)
        columns = [*part.columns, *formed.columns, *told.told(formed).values()]
        yield from pa.table(columns, schema=_FORMED).to_batches()
