"""Sources into the raw tables: what changed is replaced, what did not is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from analysis import errors, warehouse
from analysis.ingest import kinds, loaded, mapping, sources, store
from analysis.text import dates

_BATCH_ROWS = 50_000  # rows held before they are written, which bounds the memory
_Pairs = frozenset[tuple[Any, Any]]


@dataclass
class LoadSummary:
    """What a load did.

    Attributes:
        loaded: files read and stored.
        skipped: files that stood there already with the same content and mapping.
        same_content: (file, file with the same content, units and years): not stored twice.
        failed: (file, cause, remedy) of files that could not be read.
        ignored: (file, reason) of files that are no registers.
        removed: files taken out because they are not among the sources.
        row_count: rows read, of the files loaded now; so the next three.
    """

    loaded: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    same_content: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    ignored: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    row_count: int = 0
    loaded_count: int = 0
    rejected_count: int = 0
    blank_count: int = 0
    issue_count: int = 0

    @property
    def changed(self) -> bool:
        """Whether the raw tables differ from before."""
        return bool(self.loaded or self.removed)


def load(
    connection: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    rules: mapping.Mapping | None = None,
    *,
    loaded_at: datetime,
    replace: bool = False,
) -> LoadSummary:
    """Read the sources into raw.*; a changed file replaces its own rows only.

    Args:
        connection: a writable connection.
        paths: files or folders.
        rules: a mapping; without one the bundled aliases name the columns.
        loaded_at: the time to note for files loaded now.
        replace: take out files that are not among the sources.

    Raises:
        InputError: nothing in the sources could be loaded.
    """
    store.create(connection)
    listing = sources.listing(paths, rules)
    summary = LoadSummary(ignored=list(listing.ignored))
    stored = _stored(connection)
    if replace:
        names = {file.name for file in listing.files}
        summary.removed = sorted(name for name in stored if name not in names)
        store.remove(connection, summary.removed)
        stored = {name: known for name, known in stored.items() if name in names}
    _Loading(connection, rules, loaded_at, summary, stored).run(listing.files)
    _refuse_nothing(summary, paths)
    return summary


@dataclass
class _Loading:
    """One load under way: what is stored, and rows that wait to be written."""

    connection: duckdb.DuckDBPyConnection
    rules: mapping.Mapping | None
    loaded_at: datetime
    summary: LoadSummary
    stored: dict[str, tuple[str, str]]
    pending: store.Rows = field(default_factory=dict)
    pairs: dict[str, _Pairs] = field(default_factory=dict)

    def run(self, files: Sequence[sources.SourceFile]) -> None:
        """Read and store every file that is new or changed."""
        rules_hash = self.rules.hash if self.rules else mapping.digest()
        for file in files:
            known = (sources.sha256(file.path), rules_hash)
            if self.stored.get(file.name) == known:
                self.summary.skipped.append(file.name)
                continue
            self._take(file, known)
            if sum(map(len, self.pending.values())) > _BATCH_ROWS:
                self._write()
        self._write()

    def _take(self, file: sources.SourceFile, known: tuple[str, str]) -> None:
        try:
            sheets = sources.read_file(file, self.rules)
        except errors.InputError as failure:
            self.summary.failed.append((file.name, failure.cause, failure.remedy))
            self._doubt(file.name, "unreadable_file", f"{failure.cause} {failure.remedy}")
            return
        pairs = _pairs(sheets)
        twin = self._twin(file.name, known, pairs)
        store.remove(self.connection, [file.name])
        self.stored.pop(file.name, None)
        if twin:
            self.summary.same_content.append((file.name, twin))
            reason = f"The content is that of {twin}, for the same units and years: stored once."
            self._doubt(file.name, "same_content", reason)
            return
        self.stored[file.name], self.pairs[file.name] = known, pairs
        self._keep(sheets, known)
        self.summary.loaded.append(file.name)

    def _twin(self, name: str, known: tuple[str, str], pairs: _Pairs) -> str | None:
        """A stored file with the same content that says the same of the same units and years."""
        others = sorted(
            other for other, stored in self.stored.items() if stored == known and other != name
        )
        for other in others:
            held = self.pairs.get(other) or _stored_pairs(self.connection, other)
            if pairs and held == pairs:
                return other
        return None

    def _keep(self, sheets: Sequence[loaded.LoadedSheet], known: tuple[str, str]) -> None:
        for sheet in sheets:
            for table, rows in store.rows_of(sheet).items():
                self.pending.setdefault(table, []).extend(rows)
            row = store.file_row(
                sheet,
                filed=_filed_date(sheet.filed_text),
                loaded_at=self.loaded_at,
                sha256=known[0],
                mapping=self.rules.name if self.rules else None,
                mapping_hash=known[1],
            )
            self.pending.setdefault("files", []).append(row)
            self.summary.row_count += sheet.row_count
            self.summary.loaded_count += sheet.loaded_count
            self.summary.rejected_count += sheet.rejected_count
            self.summary.blank_count += sheet.blank_count
            self.summary.issue_count += sheet.issue_count

    def _doubt(self, name: str, rule: str, reason: str) -> None:
        self.connection.execute(
            "delete from raw.doubts where source_file = $name and rule = $rule",
            {"name": name, "rule": rule},
        )
        row = {"source_file": name, "rule": rule, "reason": reason}
        self.pending.setdefault("doubts", []).append(row)

    def _write(self) -> None:
        store.add(self.connection, self.pending)
        self.pending = {}


def _stored(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str]]:
    """Hash of content and of mapping, by source file."""
    found = warehouse.rows(
        connection, "select distinct source_file, sha256, mapping_hash from raw.files order by all"
    )
    return {name: (content, rules) for name, content, rules in found}


def _pairs(sheets: Sequence[loaded.LoadedSheet]) -> _Pairs:
    """The units and years that the rows of a file belong to."""
    return frozenset(
        (row.get("unit_text"), row.get("register_year"))
        for sheet in sheets
        for rows in sheet.rows.values()
        for row in rows
    )


def _stored_pairs(connection: duckdb.DuckDBPyConnection, name: str) -> _Pairs:
    found: set[tuple[Any, Any]] = set()
    for kind in kinds.every():
        columns = kind.raw_columns()
        year = "register_year" if "register_year" in columns else "null"
        if "unit_text" in columns:
            sql = (
                f"select distinct unit_text, {year} from raw.{kind.table} where source_file = $name"
            )
            found.update(warehouse.rows(connection, sql, name=name))
    return frozenset(found)


def _filed_date(text: str | None) -> date | None:
    """The day on which a register was handed in; None when it is not known to the day."""
    if not text:
        return None
    found = dates.parse_date(text)
    return found.start if found.precision == "day" else None


def _refuse_nothing(summary: LoadSummary, paths: Sequence[Path]) -> None:
    if summary.skipped or summary.same_content or summary.loaded_count:
        return
    where = ", ".join(str(path) for path in paths)
    if summary.failed:
        name, cause, remedy = summary.failed[0]
        more = f" ({len(summary.failed)} files failed)" if len(summary.failed) > 1 else ""
        raise errors.InputError(f"Nothing in {where} could be loaded{more}: {cause}", remedy)
    if summary.loaded:
        raise errors.InputError(
            f"No row of {where} could be loaded: {summary.rejected_count} rows were rejected.",
            "Run `fivelens inspect` on it to see how it is read and why rows are rejected.",
        )
    raise errors.InputError(
        f"There is no register in {where}.",
        "Registers are xlsx, xls, ods, csv, tsv, json or parquet files; "
        "with a mapping, its `files` patterns must fit their names.",
    )
