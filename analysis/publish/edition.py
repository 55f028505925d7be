"""What this edition says of the one before it: a page, a file for programs, and the basis."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import messages
from analysis.publish import basis, changes, changes_page, render
from analysis.publish.jobs import Entry
from analysis.publish.plan import PublishOptions


@dataclass(frozen=True)
class Edition:
    """The files of an edition by name, and its changes in sentences."""

    files: Mapping[str, str]
    sentences: list[str]


def compared(
    path: Path,
    out: Path,
    entries: Sequence[Entry],
    told: Mapping[str, Any],
    options: PublishOptions,
) -> Edition:
    """What changed between the site in `out` and what `entries` tell of the warehouse at `path`."""
    values = [entry.first.get("values", []) for entry in entries if entry.first and entry.sha256]
    now, texts = basis.collect(path, values[0] if values else [])
    now = {**now, "as_of": told["as_of"]}
    former = basis.before(out, now)
    found = changes.between(former, now, texts)
    since = (former or {}).get("as_of")
    found |= {"since": since, "as_of": told["as_of"]}
    files = {
        f"{changes_page.NAME}.html": _page(found, entries, told, options),
        changes.NAME: json.dumps(found, ensure_ascii=False, indent=1) + "\n",
        basis.NAME: basis.written(now, former),
    }
    return Edition(files, changes_page.sentences(found, options.language))


def _page(
    found: Mapping[str, Any],
    entries: Sequence[Entry],
    told: Mapping[str, Any],
    options: PublishOptions,
) -> str:
    language, since = options.language, found["since"]
    date = messages.date(language, datetime.date.fromisoformat(since)) if since else "–"
    stand = [entry for entry in entries if entry.sha256]
    pages = {entry.path.removesuffix(".html"): entry.title for entry in stand if not entry.unit}
    page = render.Page(
        language,
        changes_page.head(found, date, language),
        changes_page.pieces(found, language, pages),
        {**told, "parameters": {}},
        name=changes_page.NAME,
        pages={**pages, changes_page.NAME: messages.say(language, "changes.title")},
        organisation=options.organisation,
        units={entry.unit: entry.path for entry in stand if entry.unit},
    )
    return render.render(page)
