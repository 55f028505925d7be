"""Verbs for whoever keeps it running: doctor, schedule."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

import click

from analysis.cli import options
from analysis.operations import schedule as schedules

_NOT_READY = 1
_UNPROCESSED = {"ignore_unknown_options": True}


@click.command()
@click.option(
    "--out",
    default=".",
    type=click.Path(path_type=Path),
    help="Folder that results are to be written to.",
)
@options.as_json
def doctor(out: Path, as_json: bool) -> int:
    """What this machine has of what a run needs, and how to get what it lacks.

    Ends with 1 when something is wrong that no run can do without.

    Example: fivelens doctor --out out
    """
    from analysis.operations import doctor as doctors

    findings = doctors.examine(out)
    if as_json:
        told = [dataclasses.asdict(finding) for finding in findings]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            line = f"{finding.status:8} {finding.name}: {finding.found}. {finding.remedy}"
            click.echo(line.rstrip())
    return _NOT_READY if any(finding.status == "wrong" for finding in findings) else 0


@click.command(context_settings=_UNPROCESSED)
@click.argument("kind", type=click.Choice(schedules.KINDS))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def schedule(kind: str, arguments: tuple[str, ...]) -> None:
    """Print a schedule that runs the command behind -- every Monday.

    Example: fivelens schedule cron -- run registers --out out
    """
    beside = Path(sys.executable).with_name("fivelens")
    program = str(beside) if beside.is_file() else "fivelens"
    click.echo(schedules.schedule(kind, arguments, program=program, folder=Path.cwd()), nl=False)
