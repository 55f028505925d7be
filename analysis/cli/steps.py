"""Steps that several verbs take: what was given is read, rows sent back, pages made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli import options
from analysis.operations import run_log

if TYPE_CHECKING:
    from analysis.pipeline.stages import Inputs
    from analysis.publish.site import PublishSummary

_PAGE_OPTIONS = ("year", "language", "assets", "organisation", "pdf", "docx")


def told(sources: tuple[Path, ...], chosen: dict[str, Any]) -> dict[str, Any]:
    """What the run log says that a verb was given; names of persons may stand in any of it."""
    if chosen.get("redact"):
        return {"redact": chosen["redact"], "language": chosen["language"]}
    return {**chosen, "sources": [str(path) for path in sources]}


def say_end(log: run_log.RunLog, code: int) -> int:
    """The exit code; where something failed, with the path of the log that tells what."""
    if code:
        log.status = "partly"
        click.echo(f"Done in part; what failed and why stands in {log.path}", err=True)
    return code


def send_back(path: Path, given: Inputs, folder: Path | None) -> None:
    """Write the workbooks of rows to correct, and say where they are."""
    from analysis.ingest.corrections import outbox
    from analysis.pipeline import stages

    folder = folder or path.parent / "returns"
    if not outbox.is_apart(given.sources, folder):
        click.echo("Rows to correct are not sent back: name a folder with --returns.", err=True)
        return
    written = stages.send_back(path, given, folder)
    if written:
        told = options.counted(len(written), "workbook")
        click.echo(f"Rows to correct are in {folder}: {told}.", err=True)


def inputs(sources: tuple[Path, ...], chosen: dict[str, Any]) -> Inputs:
    """What a run reads, the mapping read once."""
    from analysis.ingest.vocabulary import mapping
    from analysis.pipeline import stages

    read = mapping.read(chosen["mapping"]) if chosen["mapping"] else None
    return stages.Inputs(sources, read, chosen["decisions"], chosen["mapping"])


def _seal(key_file: Path | None) -> Callable[[Path], None] | None:
    """Signs the record of a site with the key; None without one."""
    if key_file is None:
        return None
    from analysis.operations import signature

    key = signature.read_key(key_file)

    def seal(record: Path) -> None:
        signed = signature.sign(record.read_bytes(), key)
        record.with_name(f"{record.name}.sig").write_bytes(signed)

    return seal


def publish(path: Path, out: Path, chosen: dict[str, Any], *, key: str = "") -> PublishSummary:
    """Make the pages, and say of each what became of it."""
    from analysis.publish import redaction

    if chosen["redact"]:
        with redaction.redacted(path, chosen["people"]) as copy:
            units = tuple(map(copy.hide, chosen["units"]))
            published = _publish(copy.warehouse, out, {**chosen, "units": units}, key)
    else:
        published = _publish(path, out, chosen, key)
    for entry in published.entries:
        options.say(f"{entry.status} {entry.path} {entry.reason}".rstrip())
        if entry.remedy and entry.status == "failed":
            options.say(f"  {entry.remedy}")
    for fault in published.faults:
        options.say(f"{fault.cause} {fault.remedy}".rstrip())
    return published


def _parameters(chosen: dict[str, Any]) -> dict[str, str]:
    """What pages of units take besides."""
    day = chosen.get("reply_by")
    return {"reply_by": day.date().isoformat()} if day else {}


def _publish(path: Path, out: Path, chosen: dict[str, Any], key: str) -> PublishSummary:
    from analysis.publish import plan, site

    wanted = plan.PublishOptions(
        pages=chosen.get("pages", ()),
        units=chosen["units"],
        all_units=chosen.get("all_units", False),
        key=key,
        seal=_seal(chosen["sign"]),
        redact=chosen["redact"] or "",
        parameters=_parameters(chosen),
        **{name: chosen[name] for name in _PAGE_OPTIONS},
    )
    return site.publish_site(path, out, wanted)
