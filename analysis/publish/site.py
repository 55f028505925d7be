"""The whole site from a warehouse: pages, the rows behind their charts, index and `run.json`."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from analysis import settings
from analysis.publish import jobs, plan, record
from analysis.publish.jobs import Entry, Job
from analysis.publish.plan import PublishOptions

# Modules that take long to import are imported where they are used: `is_current` must be quick.


@dataclass(frozen=True)
class PublishSummary:
    """What a run of `publish_site` made and what it could not make."""

    out: Path
    entries: tuple[Entry, ...] = field(default=())

    @property
    def published(self) -> tuple[Entry, ...]:
        """Pages made in this run."""
        return tuple(entry for entry in self.entries if entry.status == "published")

    @property
    def failed(self) -> tuple[Entry, ...]:
        """Pages that could not be made; what was published of them before stands."""
        return tuple(entry for entry in self.entries if entry.status == "failed")


def publish_site(warehouse: Path, out: Path, options: PublishOptions) -> PublishSummary:
    """Make the chosen pages, and replace each one in `out` that could be made.

    A page that fails leaves its former bytes and stops no other; the index says so. Everything is
    built beside `out` first, so that an interruption leaves the site as it was.

    Raises:
        UsageError: an unknown page, unit, language or parameter; nothing was run.
        InputError: there is no warehouse.
    """
    from analysis.publish import provenance

    limits = options.limits or settings.load().publish
    chosen = plan.jobs(warehouse, options)
    told = provenance.collect(warehouse)
    before = record.read(out)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as folder:
        draft = Path(folder)
        made = _make_all(chosen, draft, told, limits)
        entries = record.merged(made, before, out)
        key = options.key or _key(warehouse, told, options)
        state = record.state(entries, told, before, {"key": key, **_said(options)})
        _write_common(draft, state, options)
        _install(draft, out, entries, state)
    return PublishSummary(out, tuple(made))


def is_current(out: Path, key: str) -> bool:
    """Whether `out` holds the whole site of the run with this key, every file as it was written."""
    state = record.read(out)
    if state.get("key") != key or any(page["status"] == "failed" for page in state["pages"]):
        return False
    return all(_sha256(out / path) == sha256 for path, sha256 in record.files(state).items())


def _make_all(
    chosen: list[Job], draft: Path, told: Mapping[str, Any], limits: settings.Publish
) -> list[Entry]:
    if len(chosen) < 2 or limits.worker_count < 2:
        return [jobs.make(job, draft, told, limits) for job in chosen]
    # Processes, never threads: a run changes what belongs to the whole process.
    workers = min(limits.worker_count, len(chosen))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(jobs.make, job, draft, told, limits) for job in chosen]
        try:
            return [_entry(job, future) for job, future in zip(chosen, waiting, strict=True)]
        except BaseException:  # interrupted: what has not begun must not begin
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _entry(job: Job, future: Future[Entry]) -> Entry:
    """The outcome; a worker that the system ended takes its own pages with it and no others."""
    fault = future.exception()
    if fault is None:
        return future.result()
    return jobs.failed(job, f"{type(fault).__name__}: {fault}")


def _write_common(draft: Path, state: Mapping[str, Any], options: PublishOptions) -> None:
    from analysis.publish import index, render

    common = {"index.html": index.render(state, options.language)}
    if options.assets == "shared":
        common |= dict([render.shared_script()])
    for name, text in common.items():
        (draft / name).parent.mkdir(parents=True, exist_ok=True)
        (draft / name).write_text(text, encoding="utf-8")
    full = {**state, "common": {name: _sha256(draft / name) for name in common}}
    written = json.dumps(full, ensure_ascii=False, indent=1, sort_keys=True, default=asdict)
    (draft / record.NAME).write_text(written + "\n", encoding="utf-8")


def _install(draft: Path, out: Path, entries: list[Entry], state: Mapping[str, Any]) -> None:
    """Each file by one rename; the rows of a chart before its page, the record last."""
    order = ("assets", "data", "units", "", "index.html", record.NAME)
    files = sorted(path for path in draft.rglob("*") if path.is_file())
    for file in sorted(files, key=lambda path: _rank(path.relative_to(draft), order)):
        target = out / file.relative_to(draft)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    _remove_leftovers(out, record.files(state))


def _rank(path: Path, order: tuple[str, ...]) -> int:
    return order.index(path.parts[0]) if path.parts[0] in order else order.index("")


def _remove_leftovers(out: Path, wanted: Mapping[str, str]) -> None:
    """Rows of charts that no page shows any more."""
    for file in sorted((out / "data").rglob("*.csv")):
        if file.relative_to(out).as_posix() not in wanted:
            file.unlink()


def _key(warehouse: Path, told: Mapping[str, Any], options: PublishOptions) -> str:
    from analysis.publish import provenance

    notebooks = sorted(options.notebooks.glob("*.ipynb"))
    content = [provenance.content_hash(warehouse), told["as_of"], told["software"], _said(options)]
    written = json.dumps([*content, [_sha256(path) for path in notebooks]], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def _said(options: PublishOptions) -> dict[str, Any]:
    """The options that shape the site, as `run.json` tells them."""
    return {
        "pages_chosen": list(options.pages),
        "units_chosen": list(options.units),
        "all_units": options.all_units,
        "year": options.year,
        "language": options.language,
        "assets": options.assets,
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
