"""Pages as files that offices pass on: beside each page that was made, its PDF and Word file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis import errors
from analysis.publish.jobs import Entry

Maker = Callable[[Entry, Path], Path]


@dataclass(frozen=True)
class Printed:
    """The entries with what was printed of them, and why something could not be."""

    entries: list[Entry]
    faults: list[errors.PublishError]


def printed(entries: Iterable[Entry], draft: Path, *, as_pdf: bool, as_docx: bool) -> Printed:
    """Each page published in this run beside its files; a page that cannot be printed stands.

    Args:
        entries: of the site; pages and what they load stand in `draft`.
        draft: folder of the new files.
        as_pdf: print each page on A4.
        as_docx: write each page as a Word document.
    """
    makers = [*([_pdf] if as_pdf else []), *([_docx] if as_docx else [])]
    faults: list[errors.PublishError] = []
    made = [_with_files(entry, draft, makers, faults) for entry in entries]
    return Printed(made, faults)


def _with_files(
    entry: Entry, draft: Path, makers: Sequence[Maker], faults: list[errors.PublishError]
) -> Entry:
    if entry.status != "published":
        return entry
    written = []
    for maker in makers:
        try:
            written.append(maker(entry, draft))
        except errors.PublishError as fault:
            if fault.cause not in {known.cause for known in faults}:
                faults.append(fault)
    return replace(entry, prints=tuple(_told(path, draft) for path in written))


def _pdf(entry: Entry, draft: Path) -> Path:
    from analysis.publish import pdf

    page = draft / entry.path
    target = page.with_suffix(".pdf")
    pdf.write(page, target, as_of=entry.as_of)
    return target


def _docx(entry: Entry, draft: Path) -> Path:
    from analysis.publish import word_file

    page = draft / entry.path
    target = page.with_suffix(".docx")
    word_file.write(page.read_text(encoding="utf-8"), target, as_of=entry.as_of)
    return target


def _told(path: Path, draft: Path) -> Mapping[str, str]:
    return {
        "path": path.relative_to(draft).as_posix(),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
