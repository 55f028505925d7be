"""The files of a source, read by a mapping or by the bundled aliases."""

from __future__ import annotations

import fnmatch
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis import errors
from analysis.ingest import readers
from analysis.ingest.entries import loaded, mapped, tables
from analysis.ingest.vocabulary.mapping import Mapping, Table

_IGNORED_PREFIXES = (".", "~$")


@dataclass(frozen=True)
class SourceFile:
    """A file and the name it goes by in every table (relative to its source folder)."""

    path: Path
    name: str


@dataclass(frozen=True)
class Listing:
    """The files of the sources: those to read, and those that are not registers (with reasons)."""

    files: tuple[SourceFile, ...]
    ignored: tuple[tuple[str, str], ...]


def read_sources(
    sources: Sequence[Path], mapping: Mapping | None = None
) -> Iterator[loaded.LoadedSheet]:
    """Every sheet of every file of the sources (files or folders), in the order of their names.

    Raises:
        InputError: a source is not there, or a file of it cannot be read.
    """
    for source in listing(sources, mapping).files:
        yield from read_file(source, mapping)


def listing(sources: Sequence[Path], mapping: Mapping | None = None) -> Listing:
    """The files to read, sorted by name; a name that two folders share gets its folder's name."""
    found = [(root, path) for root in sources for path in _paths(root)]
    plain = [_relative(root, path) for root, path in found]
    files, ignored = [], []
    for (root, path), name in zip(found, plain, strict=True):
        unique = name if plain.count(name) == 1 else f"{root.resolve().name}/{name}"
        reason = _ignored(path, name, mapping)
        if reason:
            ignored.append((unique, reason))
        else:
            files.append(SourceFile(path, unique))
    return Listing(tuple(sorted(files, key=lambda file: file.name)), tuple(sorted(ignored)))


def read_file(source: SourceFile, mapping: Mapping | None = None) -> list[loaded.LoadedSheet]:
    """The sheets of one file.

    Raises:
        InputError: the file cannot be read; says what is wrong with it and what to do.
    """
    chosen = _tables(source.name, mapping)
    sheets = readers.read(source.path, _options(chosen))
    lookups = _lookups(source.path, chosen)
    result = []
    for sheet in sheets:
        own = [table for table in chosen if table.takes_sheet(sheet.name)]
        if own or not chosen:
            result.append(tables.load_sheet(source.name, sheet, own, lookups))
    return result


def sha256(path: Path) -> str:
    """The hash of a file's content.

    Raises:
        InputError: the file cannot be opened or read to its end.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as failure:
        raise errors.InputError(
            f"{path.name}: the file cannot be opened ({failure.strerror}).",
            "Check that it is there, that you may read it, and that no program holds it.",
        ) from failure


def _paths(root: Path) -> list[Path]:
    if root.is_file():
        return [root]
    if not root.is_dir():
        raise errors.InputError(
            f"There is no file or folder {root}.",
            "Give the folder that holds the registers, or one of its files.",
        )
    # A folder that a run wrote holds its lock: results are not read as registers.
    ours = [mark.parent for mark in root.rglob(".fivelens.lock") if mark.parent != root]
    files = (path for path in root.rglob("*") if path.is_file())
    return sorted(path for path in files if not any(map(path.is_relative_to, ours)))


def _relative(root: Path, path: Path) -> str:
    return path.name if root.is_file() else path.relative_to(root).as_posix()


def _ignored(path: Path, name: str, mapping: Mapping | None) -> str | None:
    """Why a file is passed over, or None when it is to be read."""
    if any(part.startswith(_IGNORED_PREFIXES) for part in Path(name).parts):
        return "hidden or temporary"
    if path.suffix.lower() not in readers.SUFFIXES:
        return f"files ending in '{path.suffix}' are not read"
    if mapping is None or any(table.takes(name) for table in mapping.tables):
        return None
    lookups = [lookup.file for table in mapping.tables for lookup in table.lookups]
    if any(fnmatch.fnmatchcase(path.name, pattern) for pattern in lookups):
        return "looked up from other files"
    return f"the mapping {mapping.name} has no table for it"


def _tables(name: str, mapping: Mapping | None) -> list[Table]:
    """The tables that a file feeds; of several of one kind the one with the longest pattern."""
    taking = [table for table in (mapping.tables if mapping else ()) if table.takes(name)]
    best: dict[tuple[str, str], Table] = {}
    for table in taking:
        key = (table.kind, table.sheets)
        if key not in best or len(table.files) > len(best[key].files):
            best[key] = table
    return list(best.values())


def _options(chosen: Sequence[Table]) -> readers.Options:
    if not chosen:
        return readers.Options()
    first = chosen[0]
    return readers.Options(
        encoding=first.encoding,
        delimiter=first.delimiter,
        record_path=first.records.path,
        record_key=first.records.key,
    )


def lookup_files(source: SourceFile, mapping: Mapping | None) -> list[Path]:
    """The files beside this one that its tables look up; their content decides its rows too."""
    patterns = {look.file for table in _tables(source.name, mapping) for look in table.lookups}
    found = {path for pattern in patterns for path in source.path.parent.glob(pattern)}
    return sorted(found - {source.path})


def _lookups(path: Path, chosen: Sequence[Table]) -> mapped.Lookups:
    """The rows of the files that the tables look up, which stand beside the file."""
    found: mapped.Lookups = {}
    for lookup in (lookup for table in chosen for lookup in table.lookups):
        files = sorted(other for other in path.parent.glob(lookup.file) if other != path)
        if not files:
            raise errors.InputError(
                f"{path.name}: the mapping looks up '{lookup.file}', which is not in its folder.",
                "Put the file beside it, or take the lookup out of the mapping.",
            )
        found[lookup.name] = {}
        for other in files:
            sheet = readers.read(other)[0]
            found[lookup.name] |= mapped.rows_by_key(sheet, lookup)
    return found
