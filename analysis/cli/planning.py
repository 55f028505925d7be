"""The verb `plan`: next year's focus as a table to paste into a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from analysis import errors
from analysis.cli import options


@click.command()
@options.warehouse
@options.target("A file ending in .xlsx or .docx.")
@click.option("--year", default=0, help="Register year to look back from; the latest by default.")
@click.option("--unit", default="", help="The problems of one unit; all of them by default.")
@click.option("--limit", default=30, show_default=True, help="Matters listed; 0 for all.")
@click.option(
    "--language",
    type=click.Choice(options.LANGUAGES),
    default="en",
    show_default=True,
    help="Language of the table.",
)
def plan(warehouse: Path, target: Path, **chosen: Any) -> None:
    """What next year's plan should take up, as a table to paste into it.

    Problems that recur, the heaviest first, with the parts of the weight, what their measures do
    not say, the measure that held elsewhere, and who must be asked.

    Example: fivelens plan --warehouse out/warehouse.duckdb --to plan.docx --language zh-Hans
    """
    from analysis.operations import plan_table
    from analysis.pipeline import matched

    if target.suffix.lower() not in plan_table.ENDINGS:
        raise errors.UsageError(
            f"A file ending in {target.suffix or 'nothing'!r} cannot be written.",
            f"Choose one of: {', '.join(plan_table.ENDINGS)}.",
        )
    with matched.opened(warehouse) as connection:
        table = _table(connection, chosen)
    plan_table.write(table, target)
    click.echo(f"{len(table.rows)} matters in {target}.", err=True)


def _table(connection: Any, chosen: dict[str, Any]) -> Any:
    """The focus in words."""
    from analysis import indicators
    from analysis.lenses.next_year import matters, page, table
    from analysis.operations import plan_table

    year = indicators.reporting_year(connection, year=chosen["year"])
    _demand_unit(connection, chosen["unit"])
    ranked = matters.frame(connection, year=year, unit=chosen["unit"])
    language = chosen["language"]
    return plan_table.Table(
        page.finding(ranked, language),
        list(table.headings(language).values()),
        table.told(ranked, language, chosen["limit"] or None),
        page.limits(ranked, language),
    )


def _demand_unit(connection: Any, unit: str) -> None:
    from analysis import warehouse

    known = [str(row[0]) for row in warehouse.rows(connection, warehouse.query("publish/units"))]
    if unit and unit not in known:
        raise errors.UsageError(
            f"No register of unit {unit!r} was loaded.", f"Units: {'; '.join(known)}."
        )
