"""The verb that writes messages: mail."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli import options


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--recipients",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A csv file of unit and address; the unit * is told of pages that failed.",
)
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the messages, and for what was sent last.",
)
@options.language
def mail(site: Path, recipients: Path, folder: Path, language: str) -> None:
    """Write a message (.eml) for each recipient whose page changed since the last one.

    Each has the page of its unit, with its rows and, where there are any, its PDF and Word file.
    A mail program opens it as a draft; nothing is sent, and nothing is written where nothing
    changed.

    Example: fivelens mail out/site --recipients recipients.csv --to out/mail
    """
    from analysis.operations import mail as messages

    made = messages.write(site, recipients, folder, language=language)
    for path in made.written:
        click.echo(str(path))
    told = f"{options.counted(len(made.written), 'message')}; unchanged: {len(made.unchanged)}."
    click.echo(told, err=True)
