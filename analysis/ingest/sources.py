"""The files of a source, read by a mapping or by the bundled aliases."""

from __future__ import annotations

import fnmatch
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis import errors
from analysis.ingest import folders, readers, results
from analysis.ingest.entries import loaded, mapped, passed_over, tables
from analysis.ingest.vocabulary import mapping as mappings
from analysis.ingest.vocabulary.mapping import Mapping, Table

_IGNORED_PREFIXES = (".", "~$")


@dataclass(frozen=True)
class SourceFile:
    """A file and the name it goes by in every table (relative to its source folder).

    `root` is the source that it was found in.
    """

    path: Path
    name: str
    root: Path | None = None


@dataclass(frozen=True)
class Listing:
    """The files of the sources.

    Attributes:
        files: those to read.
        ignored: (name, reason) of what is no register.
        closed: (name, reason) of folders in which nobody can see what there is.
    """

    files: tuple[SourceFile, ...]
    ignored: tuple[tuple[str, str], ...]
    closed: tuple[tuple[str, str], ...] = ()


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
    """The files to read, sorted by name; a name that two folders share gets its folder's name.

    Nothing is opened but the records of sites among them.
    """
    found = {root: folders.contents(root, readers.SUFFIXES) for root in dict.fromkeys(sources)}
    named = _named(found)
    files, ignored, seen = [], [], set[Path]()
    for root, held in found.items():
        ours = results.published(held.files)
        ignored += [(named(root, name), reason) for name, reason in held.passed]
        for path, name in held.files:
            real = path.resolve()
            again = "named twice" if real in seen else None
            result = results.OURS if name in ours else None
            reason = again or result or _ignored(path, name, mapping)
            if reason:
                ignored.append((named(root, name), reason))
                continue
            seen.add(real)
            files.append(SourceFile(path, named(root, name), root))
    closed = [(named(root, name), why) for root, held in found.items() for name, why in held.closed]
    order = sorted(files, key=lambda file: file.name)
    return Listing(tuple(order), tuple(sorted(ignored)), tuple(sorted(closed)))


def _named(found: dict[Path, folders.Contents]) -> Callable[[Path, str], str]:
    """How a file of a source is called: with as much of its folder as tells it from others."""
    counts = Counter(name for held in found.values() for _, name in held.files)
    tails = _tails([root.resolve() if root.is_dir() else root.resolve().parent for root in found])
    prefix = dict(zip(found, tails, strict=True))
    return lambda root, name: f"{prefix[root]}/{name}" if counts[name] > 1 else name


def _tails(folders_named: Sequence[Path]) -> list[str]:
    """The last parts of each folder's path, as many as tell all that differ apart."""
    wanted = len(set(folders_named))
    longest = max((len(folder.parts) for folder in folders_named), default=1)
    for length in range(1, longest + 1):
        tails = ["/".join(folder.parts[-length:]).lstrip("/") for folder in folders_named]
        if len(set(tails)) == wanted:
            break
    return tails


def read_file(source: SourceFile, mapping: Mapping | None = None) -> list[loaded.LoadedSheet]:
    """The sheets of one file.

    Raises:
        OwnResultError: we wrote it.
        InputError: the file cannot be read; says what is wrong with it and what to do.
    """
    chosen = _tables(source.name, mapping)
    sheets = readers.read(source.path, _options(chosen))
    results.refuse(source.path.name, sheets)
    lookups = _lookups(source, chosen)
    result = []
    for sheet in sheets:
        own = [table for table in chosen if table.takes_sheet(sheet.name)]
        if own or not (mapping and mapping.only):
            result.append((tables.load_sheet(source.name, sheet, own, lookups), sheet, bool(own)))
    return passed_over.without(result)


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


def _ignored(path: Path, name: str, mapping: Mapping | None) -> str | None:
    """Why a file is passed over, or None when it is to be read."""
    if any(part.startswith(_IGNORED_PREFIXES) for part in Path(name).parts):
        return folders.HIDDEN
    if path.suffix.lower() not in readers.SUFFIXES:
        return f"files ending in '{path.suffix}' are not read"
    if mapping is None or any(table.takes(name) for table in mapping.tables):
        return None
    lookups = [lookup.file for table in mapping.tables for lookup in table.lookups]
    if any(fnmatch.fnmatchcase(path.name, pattern) for pattern in lookups):
        return "looked up from other files"
    return f"the mapping {mapping.name} reads only the files it names" if mapping.only else None


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


def rules_hash(source: SourceFile, mapping: Mapping | None) -> str:
    """What besides its own content decides how a file is read: the mapping and lookup files.

    Raises:
        InputError: a lookup file cannot be read.
    """
    own = mapping.hash if mapping else mappings.digest()
    beside = [sha256(path) for path in lookup_files(source, mapping)]
    return mappings.digest("\0".join([own, *beside])) if beside else own


def lookup_files(source: SourceFile, mapping: Mapping | None) -> list[Path]:
    """The files that the tables of this one look up; their content decides its rows too."""
    patterns = {look.file for table in _tables(source.name, mapping) for look in table.lookups}
    return sorted({path for pattern in patterns for path in _beside(source, pattern)})


def _beside(source: SourceFile, pattern: str) -> list[Path]:
    """The files that a lookup means; a link that leads out of the source is not followed."""
    root = source.root or source.path.parent
    found = sorted(source.path.parent.glob(pattern))
    own = [path for path in found if not (path.is_symlink() and folders.leads_out(path, root))]
    return [path for path in own if path != source.path and path.is_file()]


def _lookups(source: SourceFile, chosen: Sequence[Table]) -> mapped.Lookups:
    """The rows of the files that the tables look up, which stand beside the file."""
    found: mapped.Lookups = {}
    for lookup in (lookup for table in chosen for lookup in table.lookups):
        files = _beside(source, lookup.file)
        if not files:
            raise errors.InputError(
                f"{source.path.name}: the mapping looks up '{lookup.file}', which is not in its "
                "folder.",
                "Put the file beside it, or take the lookup out of the mapping.",
            )
        found[lookup.name] = {}
        for other in files:
            sheet = readers.read(other)[0]
            found[lookup.name] |= mapped.rows_by_key(sheet, lookup)
    return found
