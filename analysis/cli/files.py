"""Verbs that look at files or write one: inspect, export."""

from __future__ import annotations

import json
from pathlib import Path

import click

from analysis.cli import options
from analysis.text.letters import visible


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@options.mapping
@options.as_json
@click.option(
    "--write-mapping",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=options.in_a_folder,
    help="Save the reading as a mapping file to edit.",
)
def inspect(source: Path, mapping: Path | None, as_json: bool, write_mapping: Path | None) -> None:
    """How a file or folder would be read, and which rows would be rejected and why.

    Example: fivelens inspect registers/2024.xlsx --write-mapping mine.toml
    """
    from analysis.ingest import inspection
    from analysis.ingest.vocabulary import mapping as mappings

    found = inspection.propose(source, mappings.read(mapping) if mapping else None)
    if write_mapping:
        write_mapping.write_text(found.mapping_text(), encoding="utf-8")
    if as_json:
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
    else:
        click.echo(visible.visible(str(found)))


@click.command()
@click.argument("table")
@options.warehouse
@options.target("A file ending in .csv, .parquet or .xlsx.")
def export(table: str, warehouse: Path, target: Path) -> None:
    """Write a table of the warehouse to a file that is safe to open in a spreadsheet.

    `clean.issues` has unit, year, text and place of every issue; tables of `linked` name issues by
    the `issue_id` that it gives them. The flagged rows with both texts stand in the site, in
    `data/flagged_rows.csv`.

    Example: fivelens export clean.issues --warehouse out/warehouse.duckdb --to issues.xlsx
    """
    from analysis import warehouse as database
    from analysis.operations import export as exports
    from analysis.pipeline import matched

    if table.startswith("linked."):
        matched.demand(warehouse)
    connection = database.connect(warehouse)
    try:
        count = exports.export(connection, table, target)
    finally:
        connection.close()
    click.echo(f"{options.counted(count, 'row')} of {table} written to {target}", err=True)
