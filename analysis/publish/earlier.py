"""Pages that this warehouse did not make: marked with their date, or gone with their unit.

Pages side by side must not contradict each other in silence. A page that was not made in this run
stays only where the same program made it from the same rows; where it did not, the page itself and
the index say of when it is.
"""

from __future__ import annotations

import datetime
import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from analysis import messages
from analysis.publish.jobs import Entry

_OPEN, _CLOSE = "<!--earlier-->", "<!--/earlier-->"
_MARK = re.compile(f"{_OPEN}.*?{_CLOSE}\n", re.DOTALL)
_BEFORE = '<header class="page-head">'
_STYLE = "margin:0;padding:.75rem 1rem;background:#8a1c1c;color:#fff;font-weight:600"


def settled(
    entries: Iterable[Entry], out: Path, draft: Path, *, edition: str, units: frozenset[str]
) -> Iterator[Entry]:
    """The entries, those of earlier pages marked in `draft`; those of units that are gone left out.

    Args:
        entries: of this run and of pages that stand from before.
        out: the site as it stands.
        draft: folder of the new files.
        edition: what this run makes pages from: rows and program.
        units: the units of the warehouse.
    """
    for entry in entries:
        if entry.status == "published":
            yield replace(entry, edition=edition)
        elif not entry.sha256:
            yield entry
        elif not entry.unit or entry.unit in units:
            yield _settled(entry, out, draft, is_earlier=entry.edition != edition)


def _settled(entry: Entry, out: Path, draft: Path, *, is_earlier: bool) -> Entry:
    text = (out / entry.path).read_text(encoding="utf-8")
    wanted = marked(text, entry) if is_earlier else _MARK.sub("", text)
    status = "earlier" if is_earlier and entry.status == "kept" else entry.status
    if wanted == text:
        return replace(entry, status=status)
    target = draft / entry.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(wanted, encoding="utf-8")
    return replace(entry, status=status, sha256=hashlib.sha256(wanted.encode()).hexdigest())


def marked(text: str, entry: Entry) -> str:
    """The page with a line above its head that says of when it is, once."""
    language = str(entry.parameters.get("language", "en"))
    date = datetime.date.fromisoformat(entry.as_of) if entry.as_of else "–"
    sentence = html.escape(messages.say(language, "publish.earlier", found_date=date))
    line = f'{_OPEN}<p role="note" style="{_STYLE}">{sentence}</p>{_CLOSE}\n'
    return _MARK.sub("", text).replace(_BEFORE, line + _BEFORE, 1)
