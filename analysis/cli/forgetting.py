"""The verb for what must not be kept: a unit or a person is taken out of a warehouse."""

from __future__ import annotations

from pathlib import Path

import click

from analysis import errors
from analysis.cli import options
from analysis.operations import lock, run_log


@click.command()
@options.warehouse
@options.decisions
@click.option("--unit", default="", help="All rows of this unit go.")
@click.option("--person", default="", help="A pseudonym is put in the place of this name.")
@click.option("--reason", default="", help="Who asked for it, for the record.")
def forget(warehouse: Path, decisions: Path | None, unit: str, person: str, reason: str) -> None:
    """Take a unit or a person out of a warehouse on request, and say what was made anew.

    The name goes on the list `removed.csv` in the folder of decisions, which every later load
    obeys; take the line out and load again to undo it. The registers themselves are not changed.

    Example: fivelens forget --unit "Night school" --warehouse out/warehouse.duckdb
    """
    from analysis import settings
    from analysis import warehouse as database
    from analysis.pipeline import left, removal, stages

    if bool(unit) == bool(person):
        raise errors.UsageError("Name either a --unit or a --person.", "One at a time.")
    options.demand(warehouse)
    near = left.folder_of(warehouse) or options.beside(warehouse)
    folder = decisions or near or warehouse.parent / "decisions"
    # The log names nobody: it would keep what is to be forgotten.
    with (
        lock.held(warehouse.parent),
        run_log.kept(warehouse.parent / "logs", "forget", {}, has_names=False),
    ):
        if unit:
            connection = database.connect(warehouse)
            try:
                removal.demand(connection, unit)
            finally:
                connection.close()
        listed = removal.ask(folder, unit=unit, person=person, reason=reason)
        done = stages.forget(warehouse, folder, settings.load())
    _say(done.row_count, done.cell_count, done.files, listed)


def _say(row_count: int, cell_count: int, files: list[str], listed: Path) -> None:
    rows, cells = options.counted(row_count, "row"), options.counted(cell_count, "cell")
    options.say(
        f"Taken out: {rows} and the name in {cells}, of {options.counted(len(files), 'file')}."
    )
    options.say("Made anew: normal forms, measures, links, problems, outcomes; the warehouse file.")
    options.say(
        "Publish again: pages made before still tell of it; units that are gone lose theirs."
    )
    options.say(
        "Not touched: the registers, workbooks that went back, exports, packages, earlier logs,"
        " what people wrote beside verdicts and in replies (verdicts.csv, replies.csv), and the"
        f" list {listed}, which later loads obey."
    )
