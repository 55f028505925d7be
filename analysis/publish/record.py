"""`run.json`: what the site holds, what it was made from, and what the run before had."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path, PurePosixPath
from typing import Any

from analysis.publish.jobs import Entry

NAME = "run.json"
SIGNATURE = "run.json.sig"
_FORMAT = 1
_OWN_HASH = "record_sha256"
_FIELDS = frozenset(field.name for field in fields(Entry))


def read(out: Path) -> dict[str, Any]:
    """The record in the site's folder; empty where there is none that can be read.

    A record that names files outside its folder is none.
    """
    try:
        found = json.loads((out / NAME).read_text(encoding="utf-8"))
        return found if found["format"] == _FORMAT and _is_sound(found) else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return {}


def before(out: Path, redact: str) -> dict[str, Any]:
    """What a run may take over from the run before; nothing where that one named persons."""
    found = read(out)
    return found if found.get("redact", "") == redact or not redact else {}


def write(out: Path, state: Mapping[str, Any]) -> None:
    """Write the record into the site's folder, with the hash of all that it says."""
    full = {**state, _OWN_HASH: _hash_of(state)}
    (out / NAME).write_text(_written(full) + "\n", encoding="utf-8")


def is_whole(state: Mapping[str, Any]) -> bool:
    """Whether a record says what it said when it was written."""
    said = {name: value for name, value in state.items() if name != _OWN_HASH}
    return state.get(_OWN_HASH) == _hash_of(said)


def _hash_of(state: Mapping[str, Any]) -> str:
    return hashlib.sha256(_written(state).encode()).hexdigest()


def _written(state: Mapping[str, Any]) -> str:
    return json.dumps(state, ensure_ascii=False, indent=1, sort_keys=True, default=asdict)


def _is_sound(state: Mapping[str, Any]) -> bool:
    """Whether the record has the shape that we give it, and speaks of its own folder only."""
    pages = state["pages"]
    named = [page["path"] for page in pages] + [
        each["path"] for page in pages for each in (*page["data"], *page.get("prints", ()))
    ]
    return all(set(page) <= _FIELDS for page in pages) and all(
        PurePosixPath(name).parts and ".." not in PurePosixPath(name).parts and name[0] != "/"
        for name in [*named, *state.get("common", {})]
    )


def merged(made: Iterable[Entry], before: Mapping[str, Any], out: Path) -> list[Entry]:
    """The entries of this run, and of earlier pages that still stand.

    A page that failed keeps what is known of the one that was published before.
    """
    earlier = {
        page["path"]: Entry(
            **{**page, "data": tuple(page["data"]), "prints": tuple(page.get("prints", ()))}
        )
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
    rows = {
        each["path"]: each["sha256"]
        for page in state["pages"]
        for each in (*page["data"], *page.get("prints", ()))
    }
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
