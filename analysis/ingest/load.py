"""Sources into the raw tables: what changed is replaced, what did not is left alone."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from pathlib import Path

import duckdb
import pyarrow as pa

from analysis import errors, warehouse
from analysis.ingest import folders, results, sources, store
from analysis.ingest.entries import loaded
from analysis.ingest.summary import LoadSummary as LoadSummary
from analysis.ingest.summary import refuse_nothing, refuse_unused
from analysis.ingest.vocabulary import mapping
from analysis.text.dates import dates

_BATCH_ROWS = (
    250_000  # rows held before they are written: some 130 MB, and one write costs half of five
)
UNREADABLE = "unreadable_file"
"""The rule under which a file that cannot be read stands among the doubts."""
_OPEN_FOLDER = "Ask for the right to read it, or take it out of the folder of registers."
SAME_CONTENT = "same_content"
"""The rule under which a copy of another file, loaded like any, stands among the doubts."""


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
    seen = [file.name for file in listing.files] + [name for name, _ in listing.ignored]
    refuse_unused(rules, seen, paths)
    summary = LoadSummary(ignored=list(listing.ignored))
    summary.failed += [(name, why, _OPEN_FOLDER) for name, why in listing.closed]
    if replace:
        names = {file.name for file in listing.files}
        summary.removed = sorted(name for name in _named(connection) if name not in names)
        summary.removed_row_count = store.remove(connection, summary.removed)
    stored, named = _stored(connection), set(_named(connection))
    _Loading(connection, rules, loaded_at, summary, stored, named).run(listing.files)
    refuse_nothing(summary, paths)
    summary.years = [
        {str(name): int(count) for name, count in row.items()}
        for row in warehouse.read(connection, warehouse.query("publish/columns_by_year")).to_dict(
            "records"
        )
    ]
    return summary


@dataclass
class _Loading:
    """One load under way: what is stored, and rows that wait to be written."""

    connection: duckdb.DuckDBPyConnection
    rules: mapping.Mapping | None
    loaded_at: datetime
    summary: LoadSummary
    stored: dict[str, tuple[str, str]]
    named: set[str]
    pending: dict[str, list[pa.Table]] = field(default_factory=dict)

    def run(self, files: Sequence[sources.SourceFile]) -> None:
        """Read and store every file that is new or changed."""
        with _collector_paused():
            self._read(files)

    def _read(self, files: Sequence[sources.SourceFile]) -> None:
        for file in files:
            try:
                known = (sources.sha256(file.path), sources.rules_hash(file, self.rules))
                self.summary.recorded[file.name] = known
                self._take(file, known)
            except results.OwnResultError:
                self._forget(file.name)
                self.summary.ignored.append((file.name, results.OURS))
            except errors.InputError as failure:
                self._fail(file, failure)
            if sum(map(len, chain(*self.pending.values()))) > _BATCH_ROWS:
                self._write()
        self._write()

    def _take(self, file: sources.SourceFile, known: tuple[str, str]) -> None:
        if self.stored.get(file.name) == known:
            self.summary.skipped.append(file.name)
            return
        sheets = sources.read_file(file, self.rules)
        self._refuse_change(file, known)
        self._forget(file.name)
        twin = self._twin(file.name, known[0])
        if twin:
            self.summary.same_content.append((file.name, twin))
            reason = f"The content is that of {twin}; both are loaded."
            self._doubt(file.name, SAME_CONTENT, reason)
        self.stored[file.name] = known
        self._keep(sheets, known)
        self.summary.loaded.append(file.name)

    def _refuse_change(self, file: sources.SourceFile, before: tuple[str, str]) -> None:
        """Nothing is kept of a file that was another one by the time it was read."""
        now = (sources.sha256(file.path), sources.rules_hash(file, self.rules))
        if now != before or folders.leads_out(file.path, file.root or file.path):
            raise errors.InputError(
                f"{file.name}: the file changed while it was read.",
                "Wait until whoever writes it is done, and load again.",
            )

    def _fail(self, file: sources.SourceFile, failure: errors.InputError) -> None:
        """Say of a file that it cannot be read; it stands among the files with no row."""
        self._forget(file.name)
        known = (_hash_if_readable(file), self.rules.hash if self.rules else mapping.digest())
        self._keep([loaded.LoadedSheet(file.name, None)], known)
        self.summary.failed.append((file.name, failure.cause, failure.remedy))
        self._doubt(file.name, UNREADABLE, f"{failure.cause} {failure.remedy}".strip())

    def _forget(self, name: str) -> None:
        if name in self.named:
            store.remove(self.connection, [name])
        self.stored.pop(name, None)

    def _twin(self, name: str, content: str) -> str | None:
        """The first other file with the same bytes, if there is one."""
        twins = (other for other, known in self.stored.items() if known[0] == content)
        return min((other for other in twins if other != name), default=None)

    def _keep(self, sheets: Sequence[loaded.LoadedSheet], known: tuple[str | None, str]) -> None:
        for sheet in sheets:
            for table, block in store.blocks_of(sheet).items():
                self._hold(table, block)
            row = store.file_row(
                sheet,
                filed=_filed_date(sheet.filed_text),
                loaded_at=self.loaded_at,
                sha256=known[0],
                mapping=self.rules.name if self.rules else None,
                mapping_hash=known[1],
            )
            self._hold("files", row)
            self.summary.row_count += sheet.row_count
            self.summary.loaded_count += sheet.loaded_count
            self.summary.rejected_count += sheet.rejected_count
            self.summary.blank_count += sheet.blank_count
            self.summary.issue_count += sheet.issue_count
            self.summary.unread += [
                (sheet.source_file, sheet.source_sheet, header, like)
                for _, header, name, _, like, form in sheet.read_columns
                if name is None and form != "empty"
            ]

    def _doubt(self, name: str, rule: str, reason: str) -> None:
        self._hold("doubts", {"source_file": [name], "rule": [rule], "reason": [reason]})

    def _hold(self, table: str, block: loaded.Block) -> None:
        self.pending.setdefault(table, []).append(store.arrow(table, block))

    def _write(self) -> None:
        store.add(self.connection, self.pending)
        self.pending = {}


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No search for cycles meanwhile: rows hold none, and each search walks all rows held."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _named(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Every file of which something stands in the raw tables, if only a remark."""
    sql = "select source_file from raw.files union select source_file from raw.doubts order by all"
    return [name for (name,) in warehouse.rows(connection, sql)]


def _stored(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str]]:
    """Hash of content and of mapping, by source file; one that could not be read is tried again."""
    found = warehouse.rows(
        connection,
        "select distinct source_file, sha256, mapping_hash from raw.files where source_file not in"
        " (select source_file from raw.doubts where rule = $rule) order by all",
        rule=UNREADABLE,
    )
    return {name: (content, rules) for name, content, rules in found}


def _hash_if_readable(file: sources.SourceFile) -> str | None:
    try:
        return sources.sha256(file.path)
    except errors.InputError:
        return None


def _filed_date(text: str | None) -> date | None:
    """The day on which a register was handed in; None when it is not known to the day."""
    if not text:
        return None
    found = dates.parse_date(text)
    return found.start if found.precision == "day" else None
