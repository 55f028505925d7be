"""`run.json`: what the site holds, what it was made from, and what the run before had."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from analysis.publish.jobs import Entry

NAME = "run.json"
_FORMAT = 1


def read(out: Path) -> dict[str, Any]:
    """The record in the site's folder; empty where there is none that can be read."""
    try:
        found = json.loads((out / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("format") == _FORMAT else {}


def merged(made: Iterable[Entry], before: Mapping[str, Any], out: Path) -> list[Entry]:
    """The entries of this run, and of earlier pages that still stand.

    A page that failed keeps what is known of the one that was published before.
    """
    earlier = {
        page["path"]: Entry(**{**page, "data": tuple(page["data"])})
        for page in before.get("pages", [])
        if (out / page["path"]).is_file()
    }
    now = {
        entry.path: _with_earlier(entry, earlier.get(entry.path))
        if entry.status == "failed"
        else entry
        for entry in made
    }
    kept = {path: replace(entry, status="kept") for path, entry in earlier.items()}
    return [entry for _, entry in sorted((kept | now).items())]


def state(
    entries: Iterable[Entry],
    told: Mapping[str, Any],
    before: Mapping[str, Any],
    said: Mapping[str, Any],
) -> dict[str, Any]:
    """The record of this run.

    `previous` is what the last other run had: the same run made again compares with the same one,
    so that its bytes are the same.
    """
    is_same = bool(before) and before.get("key") == said["key"]
    return {
        "format": _FORMAT,
        **said,
        **told,
        "pages": [asdict(entry) for entry in entries],
        "previous": before.get("previous") if is_same else _digest(before),
    }


def files(state: Mapping[str, Any]) -> dict[str, str]:
    """Every file that the record answers for → its sha256."""
    pages = {page["path"]: page["sha256"] for page in state["pages"] if page["sha256"]}
    rows = {data["path"]: data["sha256"] for page in state["pages"] for data in page["data"]}
    return {**pages, **rows, **state.get("common", {})}


def digest(state: Mapping[str, Any]) -> dict[str, Any]:
    """What a later run compares itself with."""
    return {
        "files": {
            "".join((file["source_file"], " / ", file["source_sheet"]))
            if file["source_sheet"]
            else file["source_file"]: file["sha256"]
            for file in state["files"]
        },
        "pages": {page["path"]: page["content_sha256"] for page in state["pages"]},
        "titles": {page["path"]: page["title"] for page in state["pages"]},
        "definitions": state["definitions"],
        "version": state["software"]["five_lenses"],
    }


def _digest(before: Mapping[str, Any]) -> dict[str, Any] | None:
    return digest(before) if before else None


def _with_earlier(entry: Entry, earlier: Entry | None) -> Entry:
    if earlier is None:
        return entry
    return replace(earlier, status="failed", reason=entry.reason, remedy=entry.remedy)
