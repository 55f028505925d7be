"""Units and persons that are to be forgotten: taken out after every load, as the list says."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from analysis import drafts, encodings, errors, pseudonyms, warehouse
from analysis.text.letters import script, spreadsheets

FILE_NAME = "removed.csv"
COLUMNS = ("unit", "person", "reason", "date")
_RULE = "removed_on_request"
_REASON = "Removed on request; what stood here is not kept."
_TEXTS = (
    "select table_name, column_name from information_schema.columns where table_schema = 'raw'"
    " and data_type = 'VARCHAR' and table_catalog = current_database()"
    " and column_name not in ('source_file', 'source_sheet', 'sha256', 'mapping_hash', 'rule')"
    " and table_name <> 'files' order by all"
)


@dataclass
class Removed:
    """What was taken out: rows of units by table, cells that named persons, files touched."""

    row_counts: dict[str, int] = field(default_factory=dict)
    cell_count: int = 0
    files: list[str] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        """Rows of all tables."""
        return sum(self.row_counts.values())


def ask(folder: Path, *, unit: str = "", person: str = "", reason: str = "") -> Path:
    """Put a unit or a person on the list in `folder` (made if need be); the path of the list."""
    path = folder / FILE_NAME
    _, rows = encodings.reviewed(folder, FILE_NAME, COLUMNS[:2])
    folder.mkdir(parents=True, exist_ok=True)
    if not any((row["unit"], row["person"]) == (unit, person) for row in rows):
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        if not path.is_file():
            writer.writerow(COLUMNS)
        told = (unit, person, reason, dt.datetime.now(dt.UTC).date().isoformat())
        writer.writerow([spreadsheets.neutral(value) for value in told])
        with path.open("a", encoding="utf-8") as file:
            file.write(text.getvalue())
    return path


def demand(connection: duckdb.DuckDBPyConnection, unit: str) -> None:
    """Refuse a unit of which nothing stands in the warehouse, before it is put on the list."""
    if not _texts_of(connection, {_folded(unit)}):
        raise errors.InputError(
            f"Nothing of unit {unit!r} stands in the warehouse.",
            "Give its name as the registers have it; each spelling that review joins is one name.",
        )


def apply(connection: duckdb.DuckDBPyConnection, folder: Path | None) -> Removed:
    """Take out of the raw tables what the list in `folder` says; nothing without a list.

    Rows of a unit go, and stand as rejected without what they said. A person's name is replaced by
    the pseudonym in every text.
    """
    _, rows = encodings.reviewed(folder, FILE_NAME, COLUMNS[:2])
    done = Removed()
    units = {_folded(row["unit"]) for row in rows} - {""}
    persons = {row["person"] for row in rows} - {""}
    touched: set[str] = set()
    if units:
        touched |= _remove_units(connection, units, done)
    if persons:
        touched |= _hide_persons(connection, persons, done)
    done.files = sorted(touched)
    if touched:
        _settle(connection, done.files)
    return done


def hider(folder: Path | None) -> Callable[[str], str]:
    """Puts pseudonyms in the place of the persons that the list in `folder` names."""
    _, rows = encodings.reviewed(folder, FILE_NAME, COLUMNS[:2])
    return pseudonyms.replacer({row["person"] for row in rows} - {""})


def is_asked(folder: Path | None) -> bool:
    """Whether the list in `folder` names anybody."""
    _, rows = encodings.reviewed(folder, FILE_NAME, COLUMNS[:2])
    return any(row["unit"] or row["person"] for row in rows)


def compact(path: Path) -> None:
    """Write the warehouse anew: a database keeps the bytes of deleted rows until it needs them."""
    with drafts.beside(path) as folder:
        draft = folder / path.name
        connection = warehouse.connect(draft, read_only=False)
        try:
            connection.execute(f"attach '{_quoted(path)}' as former (read_only)")
            [(own,)] = warehouse.rows(connection, "select current_database()")
            connection.execute(f'copy from database former to "{own}"')
            connection.execute("detach former")
            connection.execute("checkpoint")
        finally:
            connection.close()
        draft.replace(path)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _folded(name: str) -> str:
    return "".join(script.simplify_text(name).casefold().split())


def _texts_of(connection: duckdb.DuckDBPyConnection, units: set[str]) -> list[str]:
    """The names of the units as the registers spell them."""
    found: set[str] = set()
    for (table,) in warehouse.rows(connection, warehouse.query("removal/tables")):
        sql = f"select distinct unit_text from raw.{table} where unit_text is not null order by all"
        found |= {text for (text,) in warehouse.rows(connection, sql) if _folded(text) in units}
    return sorted(found)


def _remove_units(
    connection: duckdb.DuckDBPyConnection, units: set[str], done: Removed
) -> set[str]:
    texts = _texts_of(connection, units)
    places = "source_file varchar, source_sheet varchar, source_row integer"
    for held in ("removed_rows", "kept_rows"):
        connection.execute(f"create or replace temp table {held} (table_name varchar, {places})")
    place = "source_file, source_sheet, source_row"
    for (table,) in warehouse.rows(connection, warehouse.query("removal/tables")):
        asked = "unit_text is not null and list_contains($texts, unit_text)"
        for held, which in (("removed_rows", asked), ("kept_rows", f"not ({asked})")):
            sql = f"insert into {held} select '{table}', {place} from raw.{table} where {which}"
            connection.execute(sql, {"texts": texts})
        connection.execute(f"delete from raw.{table} where {asked}", {"texts": texts})
    counted = "select table_name, count(*) from removed_rows group by all order by all"
    done.row_counts = dict(warehouse.rows(connection, counted))
    warehouse.derive(connection, "removal/emptied", table="emptied_rows")
    connection.execute(
        f"insert into raw.rejects by name select {place}, $rule as rule, $reason as reason"
        " from emptied_rows",
        {"rule": _RULE, "reason": _REASON},
    )
    found = warehouse.rows(connection, "select distinct source_file from removed_rows order by all")
    return {name for (name,) in found}


def _hide_persons(
    connection: duckdb.DuckDBPyConnection, persons: set[str], done: Removed
) -> set[str]:
    hide = pseudonyms.replacer(persons)
    touched: set[str] = set()
    for table, column in warehouse.rows(connection, _TEXTS):
        sql = f'select distinct "{column}" from raw.{table} where "{column}" is not null'
        received = [text for (text,) in warehouse.rows(connection, f"{sql} order by all")]
        changed = {text: told for text in received if (told := hide(text)) != text}
        if not changed:
            continue
        columns = {"text": list(changed), "told": list(changed.values())}
        warehouse.stage(connection, "hidden_texts", pa.table(columns))
        where = f'semi join hidden_texts on text = "{column}"'
        files = warehouse.rows(connection, f"select source_file from raw.{table} {where}")
        touched |= {name for (name,) in files}
        done.cell_count += len(files)
        connection.execute(
            f'update raw.{table} as t set "{column}" = told from hidden_texts'
            f' where t."{column}" = text'
        )
    return touched


def _settle(connection: duckdb.DuckDBPyConnection, files: list[str]) -> None:
    """Let the account of each file add up again, and have it read again by the next load."""
    for held in ("removed_rows", "emptied_rows"):
        connection.execute(
            f"create temp table if not exists {held} (table_name varchar, source_file varchar,"
            " source_sheet varchar, source_row integer)"
        )
    warehouse.stage(connection, "touched_files", pa.table({"source_file": files}))
    warehouse.materialise(connection, "raw.files", warehouse.query("removal/files"))
