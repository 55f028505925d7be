"""Registers into the warehouse, and from there to links, problems and outcomes."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from analysis import (
    checks,
    encodings,
    findings,
    lineage,
    measures,
    normalise,
    outcomes,
    planning,
    review,
    settings,
    warehouse,
)
from analysis.ingest import folders, sources
from analysis.ingest import load as ingest
from analysis.ingest.vocabulary import fields
from analysis.ingest.vocabulary.mapping import Mapping
from analysis.pipeline import heartbeat, layout, left, matched, removal, spread
from analysis.publish import program
from analysis.review import store
from analysis.text.rows import compiling

_log = logging.getLogger("fivelens")


@dataclass(frozen=True)
class Inputs:
    """What a run reads: registers, how to read them, and reviewed judgement.

    `mapping_file` is where the mapping was read from.
    """

    sources: Sequence[Path]
    mapping: Mapping | None = None
    decisions: Path | None = None
    mapping_file: Path | None = None


@dataclass(frozen=True)
class Built:
    """What a run made of its inputs, and the hashes under which it read the judgement."""

    summary: ingest.LoadSummary
    judgement: dict[str, str]


def load(path: Path, inputs: Inputs, *, replace: bool = False) -> ingest.LoadSummary:
    """Load registers into the warehouse at `path`; with `replace`, other files' rows go."""
    is_trusted = left.may_be_trusted(path)
    with warehouse.rebuilt(path) as connection:
        summary = _load(connection, inputs, replace=replace)
    _compact(path, inputs)
    left.note(path, is_trusted=is_trusted, decisions=inputs.decisions, **_mapping(inputs))
    return summary


def _load(
    connection: duckdb.DuckDBPyConnection, inputs: Inputs, *, replace: bool
) -> ingest.LoadSummary:
    if compiling.is_first_run():
        _log.info("%-10s once for this version, for about a minute", "compile")
    with encodings.noted() as judgement:
        with _step("load") as hashes:
            summary = ingest.load(
                connection,
                inputs.sources,
                inputs.mapping,
                loaded_at=dt.datetime.now(dt.UTC).replace(tzinfo=None),
                replace=replace,
            )
            removal.apply(connection, inputs.decisions)
            hashes.update(_file_hashes(connection))
        _clean(connection, inputs.decisions, judgement)
    return summary


def _clean(
    connection: duckdb.DuckDBPyConnection, decisions: Path | None, judgement: dict[str, str]
) -> None:
    checks.run(connection, "raw")
    with _step("normalise"):
        normalise.clean(connection, decisions, program.making_hash())
        measures.assess(connection)
        checks.run(connection, "clean")
        matched.note_judgement(connection, "clean.judgement", judgement)
        matched.note_loaded(connection)


def forget(path: Path, decisions: Path, chosen: settings.Settings) -> removal.Removed:
    """Take out of the warehouse whom the list in `decisions` names, and make anew what rests on it.

    The file is written anew, so that no byte of what went stays in it.
    """
    is_trusted = left.may_be_trusted(path)
    with warehouse.rebuilt(path) as connection:
        layout.refuse_outdated(connection, path)
        with encodings.noted() as judgement:
            done = removal.apply(connection, decisions)
            _clean(connection, decisions, judgement)
        _link(connection, chosen, decisions)
    removal.compact(path)
    left.note(path, is_trusted=is_trusted, decisions=decisions, verdicts=decisions)
    return done


def send_back(path: Path, inputs: Inputs, folder: Path) -> list[Path]:
    """Write the rows that units should correct into `folder`; the workbooks written."""
    # What writes workbooks takes a sixth of the time of a start that writes none.
    from analysis.ingest.corrections import sent_back

    listed = sources.listing(inputs.sources, inputs.mapping).files
    files = [file for file in listed if not folders.leads_out(file.path, file.root or file.path)]
    connection = warehouse.connect(path)
    try:
        return sent_back.write(connection, files, folder, _marked(inputs.mapping))
    finally:
        connection.close()


def _marked(mapping: Mapping | None) -> frozenset[str]:
    """The headers that a mapping marks as personal, as they are compared."""
    tables = mapping.tables if mapping else ()
    return frozenset(fields.fold(name) for table in tables for name in table.personal)


def link(
    path: Path,
    chosen: settings.Settings,
    decisions: Path | None = None,
    on: spread.OnSpark | None = None,
) -> None:
    """Links, problems, appearances and outcomes of the warehouse at `path`.

    Verdicts come from the folder `decisions`. `on` says on which Spark issues are compared; else
    they are here.
    """
    is_trusted = left.may_be_trusted(path)
    with warehouse.rebuilt(path) as connection:
        layout.refuse_outdated(connection, path)
        _link(connection, chosen, decisions, spread.linker(on, path.parent))
    left.note(path, is_trusted=is_trusted, verdicts=decisions)


def _link(
    connection: duckdb.DuckDBPyConnection,
    chosen: settings.Settings,
    decisions: Path | None,
    linker: spread.Linker = spread.here,
) -> None:
    store.read(decisions)  # what is wrong with the verdicts is said before the long work
    with encodings.noted() as judgement:
        with _step("match"):
            linker(connection, chosen.match)
            review.apply(connection, decisions, removal.hider(decisions))
        with _step("follow"):
            _follow(connection, chosen, decisions)
    matched.note_judgement(connection, "linked.judgement", judgement)
    matched.note_matched(connection, chosen)


def _follow(
    connection: duckdb.DuckDBPyConnection, chosen: settings.Settings, decisions: Path | None
) -> None:
    lineage.follow(connection, chosen.outcomes)
    outcomes.follow(connection, chosen.outcomes)
    measures.link(connection, chosen.match)
    planning.follow(connection, chosen, decisions)
    findings.compare(connection, chosen.match)
    checks.run(connection, "linked")


def build(path: Path, inputs: Inputs, chosen: settings.Settings, *, fresh: bool = False) -> Built:
    """The whole warehouse of `inputs` at `path`, and nothing else in it.

    With `fresh` nothing of what stands there is taken over.
    """
    is_trusted = fresh or left.may_be_trusted(path)
    with warehouse.rebuilt(path, fresh=fresh) as connection:
        summary = _load(connection, inputs, replace=True)
        _link(connection, chosen, inputs.decisions)
        judgement = matched.judgement(connection)
    _compact(path, inputs)
    folder = inputs.decisions
    read = {"decisions": folder, "verdicts": folder, **_mapping(inputs)}
    left.note(path, is_trusted=is_trusted, **read)
    return Built(summary, judgement)


def _mapping(inputs: Inputs) -> dict[str, Path | str | None]:
    """Where the mapping stands, and its hash as it was read."""
    return {
        "mapping": inputs.mapping_file,
        "mapping_hash": inputs.mapping.hash if inputs.mapping else "",
    }


def _compact(path: Path, inputs: Inputs) -> None:
    if removal.is_asked(inputs.decisions):
        removal.compact(path)


@contextmanager
def _step(name: str) -> Iterator[dict[str, str]]:
    """Tell of a stage when it ends, well or not; the block fills in hashes of what it read."""
    started = dt.datetime.now(dt.UTC)
    hashes: dict[str, str] = {}
    status, reason = "failed", ""
    try:
        with heartbeat.while_compiling(name):
            yield hashes
        status = "done"
    except BaseException as failure:
        reason = str(failure)
        raise
    finally:
        ended = dt.datetime.now(dt.UTC)
        _log.info(
            "%-10s %6.1f s",
            name,
            (ended - started).total_seconds(),
            extra={
                "run": {
                    "kind": "stage",
                    "name": name,
                    "start": started,
                    "end": ended,
                    "status": status,
                    "reason": reason,
                    "hashes": hashes,
                }
            },
        )


def _file_hashes(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    found = "select distinct source_file, sha256 from raw.files order by all"
    return dict(warehouse.rows(connection, found))
