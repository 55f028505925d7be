"""Pages that this warehouse did not make: marked with their date, or gone with their unit.

Pages side by side must not contradict each other in silence. A page that was not made in this run
stays only where the same program made it from the same rows, of the same year and in the same
language; where it did not, the page itself and the index say of when it is, or what sets it apart.
"""

from __future__ import annotations

import datetime
import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis import messages
from analysis.publish.jobs import Entry, Status

_OPEN, _CLOSE = "<!--earlier-->", "<!--/earlier-->"
_MARK = re.compile(f"{_OPEN}.*?{_CLOSE}\n", re.DOTALL)
_BEFORE = '<header class="page-head">'
_STYLE = "margin:0;padding:.75rem 1rem;background:#8a1c1c;color:#fff;font-weight:600"


@dataclass(frozen=True)
class Edition:
    """What this run makes pages from: `source` is a hash of rows and program."""

    source: str
    units: frozenset[str]
    language: str = "en"
    year: int = 0  # 0: the last one
    last_year: int = 0

    def apart(self, entry: Entry) -> Status | None:
        """What sets a page of another run apart from those of this one; None where nothing does."""
        if entry.edition != self.source:
            return "earlier"
        told = entry.parameters
        if "year" in told and (told["year"] or self.last_year) != (self.year or self.last_year):
            return "other_year"
        return None if told.get("language", self.language) == self.language else "other_language"


def settled(entries: Iterable[Entry], out: Path, draft: Path, edition: Edition) -> Iterator[Entry]:
    """The entries, pages of other editions marked in `draft`; without those of units that are gone.

    Args:
        entries: of this run and of pages that stand from before.
        out: the site as it stands.
        draft: folder of the new files.
        edition: what this run makes pages from.
    """
    for entry in entries:
        if entry.status == "published":
            yield replace(entry, edition=edition.source)
        elif not entry.sha256:
            yield entry
        elif not entry.unit or entry.unit in edition.units:
            yield _settled(entry, out, draft, edition)


def _settled(entry: Entry, out: Path, draft: Path, edition: Edition) -> Entry:
    text, apart = (out / entry.path).read_text(encoding="utf-8"), edition.apart(entry)
    wanted = marked(text, entry, apart, edition.last_year) if apart else _MARK.sub("", text)
    status = apart if apart and entry.status != "failed" else entry.status
    if wanted == text:
        return replace(entry, status=status)
    target = draft / entry.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(wanted, encoding="utf-8")
    return replace(entry, status=status, sha256=hashlib.sha256(wanted.encode()).hexdigest())


def marked(text: str, entry: Entry, apart: Status = "earlier", last_year: int = 0) -> str:
    """The page with a line above its head that says what sets it apart, once."""
    language = str(entry.parameters.get("language", "en"))
    sentence = html.escape(messages.say(language, f"publish.{apart}", **of_when(entry, last_year)))
    line = f'{_OPEN}<p role="note" style="{_STYLE}">{sentence}</p>{_CLOSE}\n'
    return _MARK.sub("", text).replace(_BEFORE, line + _BEFORE, 1)


def of_when(entry: Entry, last_year: int) -> dict[str, Any]:
    """The date of the rows and the register year that a page is of."""
    date = datetime.date.fromisoformat(entry.as_of) if entry.as_of else "–"
    return {"found_date": date, "register_year": entry.parameters.get("year") or last_year}
