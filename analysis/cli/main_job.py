"""Verbs that build: run, load, match, publish."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli import account, options, steps
from analysis.operations import lock, run_log

if TYPE_CHECKING:
    from analysis.pipeline.stages import Inputs

# The stages import pandas, plotly and papermill; a run that has nothing to do must not wait
# for them, so they are imported where they are used.
# They change no result, or are hashed by their content.
_ASIDE = ("force", "returns", "decisions", "people", "keep")


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
@options.sign
@options.keep
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
    from analysis.pipeline import fingerprint, left

    path = out / "warehouse.duckdb"
    chosen["people"] = chosen["decisions"] = chosen["decisions"] or options.beside(path)
    code = 0
    options.keep_apart(sources, out)
    with (
        lock.held(out),
        run_log.kept(
            out / "logs",
            "run",
            steps.told(sources, chosen),
            has_names=not chosen["redact"],
            keep=chosen["keep"],
        ) as log,
    ):
        inputs = steps.inputs(sources, chosen)
        judgement = fingerprint.of_judgement(inputs.decisions)
        registers = fingerprint.of_registers(sources, inputs.mapping)
        key = fingerprint.of_run(registers, judgement, _shaping(chosen))
        as_left = left.is_as_left(path)
        if chosen["force"] or not (as_left and _stands(out, key)):
            code = _run_anew(out, inputs, chosen, judgement, fresh=not as_left)
            steps.say_end(log, code)
        else:
            click.echo("Nothing has changed since the last run; its pages stand.", err=True)
    click.echo(str(out / "site" / "index.html"))
    return code


def _stands(out: Path, key: str) -> bool:
    """Whether the run with this key left warehouse and site, and the site is as it was left."""
    from analysis.pipeline import left
    from analysis.publish import site

    return left.read(out / "warehouse.duckdb").key == key and site.is_current(out / "site", key)


def _shaping(chosen: dict[str, Any]) -> dict[str, Any]:
    """The options on which the result depends."""
    return {name: value for name, value in chosen.items() if name not in _ASIDE}


def _run_anew(
    out: Path, inputs: Inputs, chosen: dict[str, Any], judgement: dict[str, str], *, fresh: bool
) -> int:
    from analysis import settings
    from analysis import warehouse as database
    from analysis.ingest.corrections import outbox
    from analysis.pipeline import fingerprint, left, stages

    path = out / "warehouse.duckdb"
    if chosen["returns"]:
        outbox.keep_apart(inputs.sources, chosen["returns"])
    if fresh and path.is_file():
        if not left.read(path).sha256:
            database.connect(path).close()  # not ours to replace, if it is no warehouse
        options.say(f"{path} is not as the last run left it; it is made anew.")
    built = stages.build(path, inputs, settings.load(), fresh=fresh)
    account.say(built.summary)
    steps.send_back(path, inputs, chosen["returns"])
    # What was read in part is read again by the next run, which then says so again.
    read = {**judgement, **built.judgement}
    key = fingerprint.of_run(built.summary.recorded, read, _shaping(chosen))
    key = "" if built.summary.failed else key
    published = steps.publish(path, out / "site", chosen, key=key)
    left.note_run(path, key)
    return 1 if built.summary.failed or published.failed or published.faults else 0


@click.command()
@options.sources
@options.warehouse
@options.mapping
@options.decisions
@options.returns
@options.keep
@options.as_json
def load(sources: tuple[Path, ...], warehouse: Path, as_json: bool, **chosen: Any) -> int:
    """Load registers into a warehouse; a file that changed replaces its own rows only.

    Files loaded before stay; `run` on all that is wanted takes out the others.

    Example: fivelens load registers/2024.xlsx --warehouse out/warehouse.duckdb
    """
    from analysis.ingest.corrections import outbox
    from analysis.pipeline import stages

    chosen["decisions"] = chosen["decisions"] or options.beside(warehouse)
    told = steps.told(sources, chosen)
    logs = warehouse.parent / "logs"
    with (
        lock.held(warehouse.parent),
        run_log.kept(logs, "load", told, keep=chosen["keep"]) as log,
    ):
        if chosen["returns"]:
            outbox.keep_apart(sources, chosen["returns"])
        inputs = steps.inputs(sources, chosen)
        summary = stages.load(warehouse, inputs)
        steps.send_back(warehouse, inputs, chosen["returns"])
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(summary), ensure_ascii=False, indent=1))
    else:
        account.say(summary)
    return steps.say_end(log, 1 if summary.failed else 0)


@click.command()
@options.warehouse
@options.verdicts
@options.spark
def match(warehouse: Path, decisions: Path | None, **chosen: Any) -> None:
    """Find which issues repeat earlier ones, and what became of the measures.

    Verdicts are taken from `decisions/verdicts.csv` beside the warehouse, or from --decisions. The
    other files there, unit_names.csv and names.csv, are read by `load` and `run`: after an edit of
    them load the registers again, then match.

    Example: fivelens match --warehouse out/warehouse.duckdb
    """
    from analysis import settings
    from analysis.pipeline import spread, stages

    options.demand(warehouse)
    work = chosen.pop("spark_work")
    told = options.on_spark(work=work, **chosen)
    on = spread.OnSpark(**told) if told else None
    with lock.held(warehouse.parent), run_log.kept(warehouse.parent / "logs", "match", {}):
        stages.link(warehouse, settings.load(), decisions or options.beside(warehouse), on)


@click.command()
@options.warehouse
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the site.",
)
@click.option("--page", "pages", multiple=True, help="Only this page (may be given again).")
@options.pages
@options.sign
@options.keep
@options.pdf
@options.docx
@options.redact
def publish(warehouse: Path, out: Path, **chosen: Any) -> int:
    """Make the pages of a warehouse.

    Example: fivelens publish --warehouse out/warehouse.duckdb --out out/site --page overview
    """
    from analysis import settings
    from analysis.pipeline import current, left

    options.demand(warehouse)
    told = steps.told((), chosen)
    chosen["people"] = left.folder_of(warehouse) or options.beside(warehouse)
    logs = warehouse.parent / "logs"
    with (
        lock.held(warehouse.parent),
        run_log.kept(
            logs, "publish", told, has_names=not chosen["redact"], keep=chosen["keep"]
        ) as log,
    ):
        current.demand(warehouse, options.beside(warehouse), settings.load())
        if not left.is_as_left(warehouse):
            options.say(f"Somebody else may have written into {warehouse}; `run` makes it anew.")
        published = steps.publish(warehouse, out, chosen)
        code = steps.say_end(log, 1 if published.failed or published.faults else 0)
    click.echo(str(out / "index.html"))
    return code
