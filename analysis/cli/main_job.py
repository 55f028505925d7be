"""Verbs that build: run, load, match, publish."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli import account, options
from analysis.operations import lock, run_log

if TYPE_CHECKING:
    from analysis.pipeline.stages import Inputs
    from analysis.publish.site import PublishSummary

# The stages import pandas, plotly and papermill; a run that has nothing to do must not wait
# for them, so they are imported where they are used.
_PAGE_OPTIONS = ("year", "language", "assets")


@click.command()
@options.sources
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the warehouse and the site.",
)
@options.mapping
@options.decisions
@options.returns
@options.pages
@options.pdf
@options.docx
@options.redact
def run(sources: tuple[Path, ...], out: Path, **chosen: Any) -> int:
    """Read registers, compare the years, and make the pages: the main job.

    The warehouse is made equal to the SOURCES: name all years, most simply by their folder. A
    year is added or taken away with its file; what is no longer there is said.

    Prints the path of the index page last; open it in a browser.

    Example: fivelens run registers/ --out out --language zh-Hans
    """
    from analysis.pipeline import fingerprint
    from analysis.publish import site

    chosen["decisions"] = chosen["decisions"] or options.beside(out / "warehouse.duckdb")
    judged = [chosen[name] for name in ("mapping", "decisions") if chosen[name]]
    code = 0
    options.keep_apart(sources, out)
    with lock.held(out), run_log.kept(out / "logs", "run", _told(sources, chosen)) as log:
        read = [*sources, *_lookups(sources, chosen["mapping"]), *judged]
        key = fingerprint.of_run(read, {**chosen, "force": None})
        stands = (out / "warehouse.duckdb").is_file() and site.is_current(out / "site", key)
        if chosen["force"] or not stands:
            code = _run_anew(sources, out, key, chosen)
            _say_end(log, code)
        else:
            click.echo("Nothing has changed since the last run; its pages stand.", err=True)
    click.echo(str(out / "site" / "index.html"))
    return code


def _lookups(sources: tuple[Path, ...], rules: Path | None) -> list[Path]:
    """The files that single files among the sources look up; a folder holds its own."""
    files = [path for path in sources if path.is_file()]
    if not (files and rules):
        return []
    from analysis.ingest import sources as listed
    from analysis.ingest.vocabulary import mapping

    read = mapping.read(rules)
    named = [listed.SourceFile(path, path.name) for path in files]
    return [found for file in named for found in listed.lookup_files(file, read)]


def _run_anew(sources: tuple[Path, ...], out: Path, key: str, chosen: dict[str, Any]) -> int:
    from analysis import settings
    from analysis.ingest.corrections import outbox
    from analysis.pipeline import stages

    path = out / "warehouse.duckdb"
    if chosen["returns"]:
        outbox.keep_apart(sources, chosen["returns"])
    inputs = _inputs(sources, chosen)
    summary = stages.build(path, inputs, settings.load())
    account.say(summary)
    _send_back(path, inputs, chosen["returns"])
    # What was read in part is read again by the next run, which then says so again.
    published = _publish(path, out / "site", chosen, key="" if summary.failed else key)
    return 1 if summary.failed or published.failed else 0


@click.command()
@options.sources
@options.warehouse
@options.mapping
@options.decisions
@options.returns
@options.as_json
def load(sources: tuple[Path, ...], warehouse: Path, as_json: bool, **chosen: Any) -> int:
    """Load registers into a warehouse; a file that changed replaces its own rows only.

    Files loaded before stay; `run` on all that is wanted takes out the others.

    Example: fivelens load registers/2024.xlsx --warehouse out/warehouse.duckdb
    """
    from analysis.ingest.corrections import outbox
    from analysis.pipeline import stages

    chosen["decisions"] = chosen["decisions"] or options.beside(warehouse)
    told = _told(sources, chosen)
    with lock.held(warehouse.parent), run_log.kept(warehouse.parent / "logs", "load", told) as log:
        if chosen["returns"]:
            outbox.keep_apart(sources, chosen["returns"])
        inputs = _inputs(sources, chosen)
        summary = stages.load(warehouse, inputs)
        _send_back(warehouse, inputs, chosen["returns"])
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(summary), ensure_ascii=False, indent=1))
    else:
        account.say(summary)
    return _say_end(log, 1 if summary.failed else 0)


@click.command()
@options.warehouse
@options.verdicts
@options.engine
def match(warehouse: Path, decisions: Path | None) -> None:
    """Find which issues repeat earlier ones, and what became of the measures.

    Verdicts are taken from `decisions/verdicts.csv` beside the warehouse, or from --decisions. The
    other files there, unit_names.csv and names.csv, are read by `load` and `run`: after an edit of
    them load the registers again, then match.

    Example: fivelens match --warehouse out/warehouse.duckdb
    """
    from analysis import settings
    from analysis.pipeline import stages

    options.demand(warehouse)
    with lock.held(warehouse.parent), run_log.kept(warehouse.parent / "logs", "match", {}):
        stages.link(warehouse, settings.load(), decisions or options.beside(warehouse))


@click.command()
@options.warehouse
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the site.",
)
@click.option("--page", "pages", multiple=True, help="Only this page (may be given again).")
@click.option("--all-units", is_flag=True, help="A page for every unit.")
@options.pages
@options.pdf
@options.docx
@options.redact
def publish(warehouse: Path, out: Path, **chosen: Any) -> int:
    """Make the pages of a warehouse.

    Example: fivelens publish --warehouse out/warehouse.duckdb --out out/site --page overview
    """
    from analysis.pipeline import matched

    options.demand(warehouse)
    told = _told((), chosen)
    logs = warehouse.parent / "logs"
    with lock.held(warehouse.parent), run_log.kept(logs, "publish", told) as log:
        matched.demand(warehouse)
        published = _publish(warehouse, out, chosen)
        code = _say_end(log, 1 if published.failed else 0)
    click.echo(str(out / "index.html"))
    return code


def _told(sources: tuple[Path, ...], chosen: dict[str, Any]) -> dict[str, Any]:
    """What the run log says that a verb was given."""
    return {**chosen, "sources": [str(path) for path in sources]}


def _say_end(log: run_log.RunLog, code: int) -> int:
    """The exit code; where something failed, with the path of the log that tells what."""
    if code:
        log.status = "partly"
        click.echo(f"Done in part; what failed and why stands in {log.path}", err=True)
    return code


def _send_back(path: Path, inputs: Inputs, folder: Path | None) -> None:
    """Write the workbooks of rows to correct, and say where they are."""
    from analysis.ingest.corrections import outbox
    from analysis.pipeline import stages

    folder = folder or path.parent / "returns"
    if not outbox.is_apart(inputs.sources, folder):
        click.echo("Rows to correct are not sent back: name a folder with --returns.", err=True)
        return
    written = stages.send_back(path, inputs, folder)
    if written:
        told = options.counted(len(written), "workbook")
        click.echo(f"Rows to correct are in {folder}: {told}.", err=True)


def _inputs(sources: tuple[Path, ...], chosen: dict[str, Any]) -> Inputs:
    from analysis.ingest.vocabulary import mapping
    from analysis.pipeline import stages

    read = mapping.read(chosen["mapping"]) if chosen["mapping"] else None
    return stages.Inputs(sources, read, chosen["decisions"])


def _publish(path: Path, out: Path, chosen: dict[str, Any], *, key: str = "") -> PublishSummary:
    from analysis.publish import plan, site

    wanted = plan.PublishOptions(
        pages=chosen.get("pages", ()),
        units=chosen["units"],
        all_units=chosen.get("all_units", False),
        key=key,
        **{name: chosen[name] for name in _PAGE_OPTIONS},
    )
    published = site.publish_site(path, out, wanted)
    for entry in published.entries:
        options.say(f"{entry.status} {entry.path} {entry.reason}".rstrip())
        if entry.remedy and entry.status == "failed":
            options.say(f"  {entry.remedy}")
    return published
