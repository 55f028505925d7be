"""What a load did, in numbers and by name, and whether it did anything at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis import errors
from analysis.ingest.vocabulary.mapping import Mapping


@dataclass
class LoadSummary:
    """What a load did.

    Attributes:
        loaded: files read and stored.
        skipped: files that stood there already with the same content and mapping.
        same_content: (file, another with the same bytes) of files loaded now.
        failed: (file, cause, remedy) of files that could not be read.
        ignored: (file, reason) of files that are no registers.
        removed: files taken out because they are not among the sources.
        removed_row_count: the rows that were read from them.
        recorded: by file name, the hashes under which each file was read or found unchanged: of
            its content, and of the mapping and the files that it looks up.
        unread: (file, sheet, header, field it is named like or None) of columns left unread, of the
            files loaded now.
        years: for each register year in the warehouse, of how many sheets which columns were read
            (`queries/publish/columns_by_year.sql`).
        row_count: rows read, of the files loaded now; so the next three.
    """

    loaded: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    same_content: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    ignored: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    removed_row_count: int = 0
    unread: list[tuple[str, str | None, str, str | None]] = field(default_factory=list)
    years: list[dict[str, int]] = field(default_factory=list)
    recorded: dict[str, tuple[str, str]] = field(default_factory=dict)
    row_count: int = 0
    loaded_count: int = 0
    rejected_count: int = 0
    blank_count: int = 0
    issue_count: int = 0

    @property
    def changed(self) -> bool:
        """Whether the raw tables differ from before."""
        return bool(self.loaded or self.removed)


def refuse_unused(rules: Mapping | None, names: Sequence[str], paths: Sequence[Path]) -> None:
    """Refuse a mapping that no file fits: what it was written for would be read without it.

    Raises:
        InputError: none of the names fits a pattern of the mapping; says which patterns it has.
    """
    if rules is None or any(table.takes(name) for table in rules.tables for name in names):
        return
    patterns = ", ".join(dict.fromkeys(table.files for table in rules.tables))
    raise errors.InputError(
        f"The mapping {rules.name} fits no file in {', '.join(map(str, paths))}: "
        f"its tables take {patterns}.",
        "Correct `files` in the mapping, or give the files that it was written for.",
    )


def refuse_nothing(summary: LoadSummary, paths: Sequence[Path]) -> None:
    """Refuse sources of which nothing stands in the warehouse.

    Raises:
        InputError: no file was read, or no row of any could be loaded; says why.
    """
    if summary.skipped or summary.loaded_count:
        return
    where = ", ".join(str(path) for path in paths)
    if summary.failed:
        name, cause, remedy = summary.failed[0]
        more = f" ({len(summary.failed)} files failed)" if len(summary.failed) > 1 else ""
        raise errors.InputError(f"Nothing in {where} could be loaded{more}: {cause}", remedy)
    if summary.loaded and not summary.rejected_count:
        raise errors.InputError(
            f"No row of {where} could be loaded: there is none below the headers.",
            "Fill it in, or run `fivelens inspect` on it to see what is taken for the headers.",
        )
    if summary.loaded:
        raise errors.InputError(
            f"No row of {where} could be loaded: {summary.rejected_count} rows were rejected.",
            "Run `fivelens inspect` on it to see how it is read and why rows are rejected.",
        )
    raise errors.InputError(
        f"There is no register in {where}.",
        "Registers are xlsx, xlsb, xls, et, ods, docx, csv, tsv, json or parquet files; "
        "with a mapping, its `files` patterns must fit their names.",
    )
