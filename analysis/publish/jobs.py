"""One page from its notebook: run, rendered, checked, written into the draft of the site."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from analysis import errors, settings

if TYPE_CHECKING:
    from analysis.publish.render import Assets

Status = Literal["published", "kept", "earlier", "other_year", "other_language", "failed"]


@dataclass(frozen=True)
class Job:
    """A page to make."""

    notebook: Path
    target: str  # from the site's folder, "/" between folders
    given: Mapping[str, Any]
    shown: Mapping[str, Any]  # the parameters that the page tells: no path of this machine
    assets: Assets
    language: str
    unit: str = ""
    fault: str = ""  # what is wrong with the notebook, seen before it runs
    remedy: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)  # of the whole: name → title
    organisation: str = ""  # whose registers they are
    units: Mapping[str, str] = field(default_factory=dict)  # that have a page: name → its path

    @property
    def data(self) -> str:
        """Folder of the page's csv files, from the site's folder."""
        return "data" if "/" not in self.target else f"data/{self.target.removesuffix('.html')}"


@dataclass(frozen=True)
class Entry:
    """What `run.json` and the index say of one page."""

    path: str
    notebook: str
    status: Status
    unit: str = ""
    title: str = ""
    question: str = ""
    finding: str = ""
    reason: str = ""
    remedy: str = ""
    as_of: str | None = None
    sha256: str = ""
    content_sha256: str = ""  # of the page without its provenance
    edition: str = ""  # hash of the rows and the program that made it
    parameters: Mapping[str, Any] = field(default_factory=dict)
    first: Mapping[str, Any] = field(default_factory=dict)  # what page one tells the index
    prints: tuple[Mapping[str, str], ...] = ()  # path and sha256 of its PDF and Word file
    data: tuple[Mapping[str, Any], ...] = ()  # path, sha256 and row_count of each csv file


def make(job: Job, draft: Path, provenance: Mapping[str, Any], limits: settings.Publish) -> Entry:
    """The page in `draft`, or an entry that says why there is none; it never raises for a page."""
    if job.fault:
        return failed(job, job.fault, job.remedy)
    try:
        return _made(job, draft, provenance, limits)
    except errors.FiveLensesError as failure:
        return failed(job, failure.cause, failure.remedy)


def failed(job: Job, reason: str, remedy: str = "") -> Entry:
    """The entry of a page that could not be made: why, and what to do."""
    return Entry(
        path=job.target,
        notebook=job.notebook.stem,
        status="failed",
        unit=job.unit,
        title=job.unit or _title(job),
        reason=reason,
        remedy=remedy,
        parameters=dict(job.shown),
    )


def _title(job: Job) -> str:
    from analysis import messages

    key = f"{job.notebook.stem}.title"
    return messages.say(job.language, key) if messages.has(key) else job.notebook.stem


def _made(job: Job, draft: Path, provenance: Mapping[str, Any], limits: settings.Publish) -> Entry:
    # Imported here: these are slow, and a run with nothing to do comes past this module.
    from analysis.publish import page_checks, pieces, render, runner

    name = job.notebook.stem
    notebook = runner.run_notebook(
        job.notebook, job.given, limits=limits, is_one_of_many=bool(job.unit)
    )
    found = pieces.pieces(notebook, name=name, language=job.language)
    head = pieces.head(notebook, name=name)
    root = "../" * job.target.count("/")
    told = {**provenance, "parameters": dict(job.shown), "notebook": name}
    place: dict[str, Any] = {"root": root, "data": job.data, "name": "" if job.unit else name}
    place |= {"pages": job.pages, "organisation": job.organisation}
    place["units"] = {name: path for name, path in job.units.items() if name != job.unit}
    page = render.Page(job.language, head, found, told, job.assets, **place)
    text = render.render(page)
    page_checks.demand_sound(text, name=name, chart_count=pieces.chart_count(notebook))
    data = _write(job, draft, text, pieces.frames(found))
    return Entry(
        path=job.target,
        notebook=name,
        status="published",
        unit=job.unit,
        title=head["title"],
        question=head["question"],
        finding=head["finding"],
        first=head["first"],
        as_of=provenance["as_of"],
        sha256=_sha256(text.encode()),
        content_sha256=_sha256(_content(text).encode()),
        parameters=dict(job.shown),
        data=data,
    )


def _write(job: Job, draft: Path, text: str, frames: list[Any]) -> tuple[Mapping[str, Any], ...]:
    from analysis.publish import data_files

    names = [data.name for data in frames]
    if len(set(names)) < len(names):
        raise errors.PublishError(
            f"Notebook {job.notebook.stem} shows two charts of one name: {', '.join(names)}.",
            "Give each figure the name of its query and frame.",
        )
    target = draft / job.target
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    written = [(data, data_files.write(data, draft / job.data)) for data in frames]
    return tuple(
        {
            "path": f"{job.data}/{file.name}",
            "sha256": _sha256(file.read_bytes()),
            "row_count": len(data.rows),
        }
        for data, file in written
    )


def _content(text: str) -> str:
    start = text.index('<header class="page-head">')
    return text[start : text.index('<footer class="provenance">')]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
