"""Options that several verbs take, spelled once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from analysis import errors
from analysis.text.letters import visible

LANGUAGES = ("en", "zh-Hans", "zh-Hant")

sources = click.argument(
    "sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
warehouse = click.option(
    "--warehouse",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The DuckDB file.",
)
mapping = click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML file that says which column is which field.",
)
decisions = click.option(
    "--decisions",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of reviewed judgement (unit_names.csv, names.csv, verdicts.csv); otherwise the"
    " folder `decisions` beside the warehouse.",
)
verdicts = click.option(
    "--decisions",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of verdicts.csv; otherwise the folder `decisions` beside the warehouse.",
)
returns = click.option(
    "--returns",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the workbooks of rows that units should correct; otherwise the folder"
    " `returns` beside the warehouse.",
)
sign = click.option(
    "--sign",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Private key (PEM) to sign the record with; `fivelens key` makes one.",
)
language = click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


pdf = click.option(
    "--pdf", is_flag=True, help="Also print each page as a PDF on A4 (needs Chromium)."
)
docx = click.option("--docx", is_flag=True, help="Also write each page as a Word document.")
redact = click.option(
    "--redact",
    type=click.Choice(["names"]),
    help="Put pseudonyms in the place of names of persons: those of people.csv in the folder of"
    " decisions, and owners, inspectors and reporters wherever they are named.",
)


keep = click.option(
    "--keep",
    type=click.IntRange(1),
    default=100,
    show_default=True,
    help="How many runs keep their logs; older ones go.",
)


def spark(command: Any) -> Any:
    """The options that say where to match: here, or on which Spark."""
    for option in reversed(_SPARK):
        command = option(command)
    return command


_SPARK = (
    click.option(
        "--engine",
        type=click.Choice(["duckdb", "spark"]),
        default="duckdb",
        show_default=True,
        help="Where issues are compared: on this machine, or on Spark (docs/scale.md).",
    ),
    click.option("--spark-master", metavar="URL", help="As spark://host:7077, yarn, local[2]."),
    click.option(
        "--spark-work",
        metavar="URL",
        help="Folder that all machines of the cluster reach; without it, one beside the warehouse.",
    ),
    click.option("--shards", type=click.IntRange(1), help="Parts in which the work is done."),
    click.option("--links", metavar="URL", help="Put the links there as Parquet, too."),
)


def on_spark(engine: str, spark_master: str | None, **told: Any) -> dict[str, Any] | None:
    """Where to match on Spark; None on this machine.

    Raises:
        UsageError: options of Spark without the engine, or the engine without a master.
    """
    said = [name for name, value in {"spark-master": spark_master, **told}.items() if value]
    if engine == "duckdb" and said:
        raise errors.UsageError(
            f"--{said[0].replace('_', '-')} says something of Spark, and this machine matches by"
            " itself; nothing was done.",
            "Add --engine spark, or leave the option out.",
        )
    if engine == "spark" and not spark_master:
        raise errors.UsageError(
            "--engine spark does not say which Spark; nothing was done.",
            "Add --spark-master URL, or leave the option out: one machine matches with DuckDB.",
        )
    return {"master": spark_master, **told} if engine == "spark" else None


def in_a_folder(_: click.Context, parameter: click.Parameter, file: Path | None) -> Path | None:
    """The file, if the folder that it is to be written to is there: a misspelt one is not made."""
    if file is not None and not file.parent.is_dir():
        raise errors.UsageError(
            f"There is no folder {file.parent} for {parameter.opts[0]}; nothing was done.",
            "Make it first, or name a file in a folder that is there.",
        )
    return file


def target(told: str) -> Callable[[Any], Any]:
    """The option `--to`: the file that a verb writes, with what is told of its ending."""
    return click.option(
        "--to",
        "target",
        required=True,
        type=click.Path(dir_okay=False, path_type=Path),
        callback=in_a_folder,
        help=told,
    )


def counted(count: int, noun: str) -> str:
    """The number with its noun: 1 file, 2 files."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def say(text: str) -> None:
    """A line to whoever runs the command; names of files and units in it command no terminal."""
    click.echo(visible.visible(text), err=True)


def beside(warehouse: Path) -> Path | None:
    """The folder `decisions` beside a warehouse, if there is one."""
    folder = warehouse.parent / "decisions"
    return folder if folder.is_dir() else None


def keep_apart(sources: tuple[Path, ...], out: Path) -> None:
    """Refuse to write among the registers: the next run would read its own results.

    A folder of its own inside theirs is passed over when they are read, by the lock in it.
    """
    for source in sources:
        if source.is_dir() and out.resolve() == source.resolve():
            raise errors.UsageError(
                f"The folder {out} is the folder of the registers.",
                f"Choose another, for instance --out {out / 'out'}.",
            )


def demand(warehouse: Path) -> None:
    """Refuse a warehouse that is not there, before anything is written."""
    if not warehouse.is_file():
        raise errors.InputError(
            f"There is no warehouse at {warehouse}.",
            "Make one with `fivelens load SOURCE --warehouse FILE`.",
        )


def pages(command: Any) -> Any:
    """Add the options that choose what is published, and in which language."""
    for option in (
        click.option("--force", is_flag=True, help="Make every page anew."),
        click.option(
            "--assets",
            type=click.Choice(["auto", "inline", "compact", "shared"]),
            default="auto",
            show_default=True,
            help="Where the chart library goes: into each page, compressed, or beside them; auto is"
            " into each of up to twelve pages, and beside more.",
        ),
        language,
        click.option(
            "--organisation", default="", help="Whose registers they are; every page says it."
        ),
        click.option(
            "--reply-by",
            type=click.DateTime(["%Y-%m-%d"]),
            help="Last day for replies, which the pages of units say.",
        ),
        click.option("--all-units", is_flag=True, help="A page for every unit."),
        click.option("--unit", "units", multiple=True, help="Also a page for this unit."),
        click.option("--year", type=int, help="Register year reported on; the latest if absent."),
    ):
        command = option(command)
    return command
