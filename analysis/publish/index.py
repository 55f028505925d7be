"""The list of pages: each with its status, and what changed since the run before."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from analysis import markup, messages
from analysis.publish import record

_Record = Mapping[str, Any]
_TOLD = ("as_of", "files", "tables", "software", "definitions")


def render(state: _Record, language: str, order: Mapping[str, int]) -> str:
    """The index of the site that `state` records, as HTML.

    Args:
        state: what `record.state` gives.
        language: one of `messages.LANGUAGES`.
        order: place of each notebook among the pages (`plan.reading_order`); others come last.
    """
    from analysis.publish import render as pages

    last = max(order.values(), default=0) + 1
    read = sorted(
        state["pages"], key=lambda page: (order.get(page["notebook"], last), page["path"])
    )
    last_year = max((row["register_year"] for row in state["years"]), default=0)
    entries = [_entry(page, language, last_year) for page in read]
    return pages.render_index(
        language,
        head=_head(language),
        organisation=state.get("organisation", ""),
        provenance={key: state[key] for key in _TOLD} | {"parameters": {}},
        entries=[entry for entry in _told_once(entries) if not entry["unit"]],
        first=_first(entries),
        packs=[entry for entry in entries if entry["unit"]],
        columns=_columns(state, language),
        changes=list(_changes(state, language)),
        no_changes=messages.say(
            language, "index.nothing_changed" if state["previous"] else "index.first_run"
        ),
    )


def _first(entries: list[dict[str, Any]]) -> _Record:
    """What page one says of the whole: its finding, what changed, what to do; or nothing."""
    told = [entry for entry in entries if entry.get("first") and entry["sha256"]]
    return {**told[0]["first"], "finding": told[0]["finding"]} if told else {}


def _told_once(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries, each without a finding that stands above it already."""
    seen = {_first(entries).get("finding", "")}
    told = []
    for entry in entries:
        told.append({**entry, "finding": "" if entry["finding"] in seen else entry["finding"]})
        seen.add(entry["finding"])
    return told


def _head(language: str) -> dict[str, Any]:
    other = "en" if language != "en" else "zh-Hans"
    return {
        "title": messages.say(language, "index.title"),
        "other_title": messages.say(other, "index.title"),
        "other_language": other,
        "question": messages.say(language, "index.question"),
        "finding": "",
        "facts": {},
    }


def _columns(state: _Record, language: str) -> dict[str, Any]:
    """How the columns of the registers were read: what no column holds, by year, and each sheet."""
    counts = ("measure_count", "due_date_count", "closing_date_count", "repeat_count")
    years = [
        [
            str(row["register_year"]),
            f"{row['sheet_count']:,}",
            *(f"{row['sheet_count'] - row[count]:,}" for count in counts),
            f"{row['unread_count']:,}",
        ]
        for row in state["years"]
    ]
    heads = ("register_year", "sheets_count", *counts, "unread")
    names = ("source_file", "source_sheet", "read_text", "unread_text")
    sheets = [[row[name] or "" for name in names] for row in state["columns"]]
    return {
        "years": _table(language, years, "years", heads),
        "sheets": _table(language, sheets, "sheets", names),
    }


def _table(language: str, rows: list[list[str]], name: str, keys: tuple[str, ...]) -> markup.Markup:
    return markup.rows(
        rows,
        caption=messages.say(language, f"index.columns_{name}"),
        headings=[messages.say(language, f"index.columns_{key}") for key in keys],
    )


def _entry(page: _Record, language: str, last_year: int) -> dict[str, Any]:
    return {**page, "href": quote(page["path"]), "status_text": _status(page, language, last_year)}


def _status(page: _Record, language: str, last_year: int) -> str:
    is_stale = page["status"] == "failed" and page["sha256"]
    date = datetime.date.fromisoformat(page["as_of"]) if page["as_of"] else "–"
    year = page["parameters"].get("year") or last_year
    key = "stale" if is_stale else page["status"]
    return messages.say(language, f"index.status_{key}", found_date=date, register_year=year)


def _changes(state: _Record, language: str) -> Iterator[str]:
    """What differs from the run before, a sentence each."""
    yield from state.get("changed", ())
    before = state["previous"]
    if before is None:
        return
    now = record.digest(state)
    yield from _program_changes(before, now, language)
    for name, what in _differences(before["files"], now["files"]):
        yield messages.say(language, f"index.file_{what}", file_text=name)
    titles = {**before["titles"], **now["titles"]}
    for path, what in _differences(before["pages"], now["pages"]):
        yield messages.say(language, f"index.page_{what}", page_text=titles[path])


def _program_changes(before: _Record, now: _Record, language: str) -> Iterator[str]:
    for name, version in now["definitions"].items():
        former = before["definitions"].get(name, version)
        if former != version:
            yield messages.say(
                language,
                "index.definition_changed",
                name_text=name,
                before_text=former,
                now_text=version,
            )
    if before["version"] != now["version"]:
        yield messages.say(
            language,
            "index.program_changed",
            before_text=before["version"],
            now_text=now["version"],
        )


def _differences(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is `added`, `gone` or `changed`, by name."""
    for name in sorted({*before, *now}):
        if name not in now:
            yield name, "gone"
        elif name not in before:
            yield name, "added"
        elif before[name] != now[name]:
            yield name, "changed"
