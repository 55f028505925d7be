"""The whole site from a warehouse: pages, the rows behind their charts, index and `run.json`."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import errors, settings
from analysis.publish import install, plan, record, workers
from analysis.publish.jobs import Entry, Job
from analysis.publish.plan import PublishOptions

if TYPE_CHECKING:
    from analysis.publish import earlier
    from analysis.publish.edition import Edition

_log = logging.getLogger("fivelens")

# Modules that take long to import are imported where they are used: `is_current` must be quick.


@dataclass(frozen=True)
class PublishSummary:
    """What a run of `publish_site` made and what it could not make."""

    out: Path
    entries: tuple[Entry, ...] = field(default=())
    faults: tuple[errors.PublishError, ...] = field(default=())  # why a page is not printed

    @property
    def published(self) -> tuple[Entry, ...]:
        """Pages made in this run."""
        return tuple(entry for entry in self.entries if entry.status == "published")

    @property
    def failed(self) -> tuple[Entry, ...]:
        """Pages that could not be made; what was published of them before stands."""
        return tuple(entry for entry in self.entries if entry.status == "failed")


def publish_site(path: Path, out: Path, options: PublishOptions) -> PublishSummary:
    """Make the chosen pages, and replace each one in `out` that could be made.

    A page that fails leaves its former bytes and stops no other; the index says so. Everything is
    built beside `out` first, so that an interruption leaves the site as it was.

    Raises:
        UsageError: an unknown page, unit, language or parameter; nothing was run.
        InputError: there is no warehouse.
    """
    from analysis import drafts
    from analysis.publish import earlier, edition, prints, provenance

    limits = options.limits or settings.load().publish
    former = record.before(out, options.redact)
    chosen = _linked(plan.jobs(path, options), former)
    told = provenance.collect(path)
    with drafts.beside(out) as folder:
        draft = folder / out.name
        draft.mkdir(mode=0o755)
        made = workers.make_all(chosen, draft, told, limits)
        merged = record.merged([each.entry for each in made], former, out)
        settled = earlier.settled(merged, out, draft, _edition(path, told, options))
        _write_assets(draft, chosen)
        printed = prints.printed(settled, draft, as_pdf=options.pdf, as_docx=options.docx)
        compared = edition.compared(path, out, printed.entries, told, options)
        state = _state(printed.entries, told, former, options)
        dropped = _write_common(draft, out, compared, state, options)
        install.install(draft, out, dropped, last=record.NAME)
    for each in made:
        _note(each)
    return PublishSummary(out, tuple(each.entry for each in made), tuple(printed.faults))


def _state(
    entries: list[Entry],
    told: Mapping[str, Any],
    former: Mapping[str, Any],
    options: PublishOptions,
) -> dict[str, Any]:
    """What `run.json` says of this run."""
    key = options.key or _key(told, options)
    return record.state(entries, told, former, {"key": key, **_said(options)})


def _linked(chosen: list[Job], former: Mapping[str, Any]) -> list[Job]:
    """The jobs, each told which units have a page: of this run, or from before."""
    earlier = [page for page in former.get("pages", ()) if page["unit"] and page["sha256"]]
    pages = {page["unit"]: page["path"] for page in earlier}
    pages |= {job.unit: job.target for job in chosen if job.unit}
    return [replace(job, units=pages) for job in chosen]


def is_current(out: Path, key: str) -> bool:
    """Whether `out` holds the whole site of the run with this key, every file as it was written."""
    state = record.read(out)
    if not record.is_whole(state) or state["key"] != key:
        return False
    if any(page["status"] == "failed" for page in state["pages"]):
        return False
    return all(_sha256(out / path) == sha256 for path, sha256 in record.files(state).items())


def _note(made: workers.Made) -> None:
    """One line of the run log for a page."""
    entry = made.entry
    hashes = {"page": entry.sha256} | {data["path"]: data["sha256"] for data in entry.data}
    _log.info(
        "page %s: %s",
        entry.path,
        entry.status,
        extra={
            "run": {
                "kind": "page",
                "name": entry.path,
                "start": made.start,
                "end": made.end,
                "status": entry.status,
                "reason": entry.reason,
                "parameters": dict(entry.parameters),
                "hashes": {name: sha256 for name, sha256 in hashes.items() if sha256},
            }
        },
    )


def _edition(path: Path, told: Mapping[str, Any], options: PublishOptions) -> earlier.Edition:
    """What this run makes pages from."""
    from analysis.publish import earlier, provenance

    source = f"{told['content_sha256']} {told['software']['source_sha256']}"
    return earlier.Edition(
        hashlib.sha256(source.encode()).hexdigest(),
        frozenset(provenance.units(path)),
        options.language,
        options.year or 0,
        max(provenance.years(path), default=0),
    )


def _write_common(
    draft: Path,
    out: Path,
    compared: Edition,
    state: Mapping[str, Any],
    options: PublishOptions,
) -> set[str]:
    """Write index, changes and record into `draft`; the files of the former record that go."""
    from analysis.publish import index

    order = plan.reading_order(options.notebooks)
    listed = {**state, "changed": compared.sentences}
    common = {**compared.files, "index.html": index.render(listed, options.language, order)}
    for name, text in common.items():
        (draft / name).parent.mkdir(parents=True, exist_ok=True)
        (draft / name).write_text(text, encoding="utf-8")
    names = [*common, *(path.relative_to(draft).as_posix() for path in draft.glob("assets/*"))]
    full = {**state, "common": {name: _sha256(draft / name) for name in names}}
    record.write(draft, full)
    if options.seal:
        options.seal(draft / record.NAME)
    stood = record.read(out)
    gone = set(record.files(stood) if stood else ()) - set(record.files(full))
    return gone | {record.SIGNATURE}


def _write_assets(draft: Path, chosen: list[Job]) -> None:
    """What pages load from beside them; it is there before they are printed."""
    from analysis.publish import render

    if any(job.assets == "shared" for job in chosen):
        name, text = render.shared_script()
        (draft / name).parent.mkdir(parents=True, exist_ok=True)
        (draft / name).write_text(text, encoding="utf-8")


def _key(told: Mapping[str, Any], options: PublishOptions) -> str:
    notebooks = sorted(options.notebooks.glob("*.ipynb"))
    content = [told["content_sha256"], told["as_of"], told["software"], _said(options)]
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
        "redact": options.redact,
        "pdf": options.pdf,
        "docx": options.docx,
        "organisation": options.organisation,
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
