"""Verbs for people who judge: review (list, export, import, undo)."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click

from analysis.cli import options

_LISTED = 20


@click.group()
def review() -> None:
    """Doubtful links to people, and their verdicts back.

    Verdicts are kept in `verdicts.csv` of the decisions folder, which is only ever appended to;
    `match` and `run` apply them.

    Example: fivelens review export --warehouse out/warehouse.duckdb --to review.xlsx
    """


@review.command("list")
@options.warehouse
@options.verdicts
@options.as_json
@click.option("--limit", default=_LISTED, show_default=True, help="Links shown; 0 for all.")
def list_links(warehouse: Path, decisions: Path | None, as_json: bool, limit: int) -> None:
    """Links that nobody has settled, the most doubtful first, and where reviewers differ.

    Example: fivelens review list --warehouse out/warehouse.duckdb
    """
    from analysis import settings
    from analysis.pipeline import matched
    from analysis.review import agreement, queue, store

    folder = _folder(warehouse, decisions)
    recorded = store.read(folder)
    with matched.opened(warehouse) as connection:
        rows = queue.doubtful(connection, settings.load().match, folder)
        reviewed = agreement.reviewed(connection)
        stale = agreement.stale(connection)
    found = {
        "links": json.loads(rows.head(limit or len(rows)).to_json(orient="records")),
        "open_count": len(rows),
        "reviewed": reviewed._asdict(),
        "stale": stale,
        "conflicts": [
            [one._asdict() for one in made] for made in agreement.conflicts(recorded).values()
        ],
        "agreement": [one._asdict() for one in agreement.agreements(recorded)],
    }
    click.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else _told(found))


@review.command("export")
@options.warehouse
@options.verdicts
@options.target("A file ending in .xlsx or .csv.")
@click.option("--all", "with_reviewed", is_flag=True, help="Also links that are settled.")
def export_links(
    warehouse: Path, decisions: Path | None, target: Path, with_reviewed: bool
) -> None:
    """Write the links to judge to a sheet with columns for verdict, reviewer and note.

    Example: fivelens review export --warehouse out/warehouse.duckdb --to review.xlsx
    """
    from analysis import settings
    from analysis.pipeline import matched
    from analysis.review import queue, sheets

    with matched.opened(warehouse) as connection:
        rows = queue.doubtful(
            connection,
            settings.load().match,
            _folder(warehouse, decisions),
            with_reviewed=with_reviewed,
        )
    sheets.export(rows, target)
    click.echo(f"{options.counted(len(rows), 'link')} written to {target}", err=True)


@review.command("import")
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.warehouse
@options.verdicts
@click.option("--reviewer", default="", help="Role of who judged, where the sheet leaves it blank.")
def import_verdicts(sheet: Path, warehouse: Path, decisions: Path | None, reviewer: str) -> int:
    """Take the verdicts of a filled-in sheet into the store; blank ones are passed over.

    Exit code 1 when some rows were refused; each is named with the reason.

    Example: fivelens review import review.xlsx --warehouse out/warehouse.duckdb
    """
    from analysis.pipeline import matched
    from analysis.review import intake

    folder = _folder(warehouse, decisions)
    with matched.opened(warehouse) as connection:
        done = intake.take_in(connection, sheet, folder, reviewer=reviewer, now=_now())
    apply = " Run `fivelens match` to apply them." if done.added else ""
    click.echo(
        f"{options.counted(done.added, 'verdict')} added to {folder}, {done.unchanged} known"
        f" already, {len(done.refused)} refused.{apply}",
        err=True,
    )
    for row, reason in done.refused:
        click.echo(f"Refused: {sheet.name}, row {row}: {reason}", err=True)
    return 1 if done.refused else 0


@review.command()
@options.warehouse
@options.verdicts
@click.option("--reviewer", required=True, help="Whose latest verdict is taken back.")
def undo(warehouse: Path, decisions: Path | None, reviewer: str) -> int:
    """Take back the latest verdict of a reviewer; the store keeps both rows.

    Example: fivelens review undo --reviewer "office" --warehouse out/warehouse.duckdb
    """
    from analysis.review import intake

    taken = intake.undo(_folder(warehouse, decisions), reviewer, now=_now())
    if taken is None:
        click.echo(f"No verdict of {reviewer!r} stands.", err=True)
        return 1
    click.echo(f"Taken back: {taken.verdict} on {taken.pair_key} ({taken.decided_at}).", err=True)
    return 0


def _folder(warehouse: Path, decisions: Path | None) -> Path:
    return decisions or warehouse.parent / "decisions"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _told(found: dict[str, Any]) -> str:
    """The list as text: a heading line, two or three lines for each link, then the accounts."""
    links = [_plain(line) for link in found["links"] for line in _link_lines(link)]
    counts = found["reviewed"]
    precision = counts["precision"]
    lines = [
        f"{options.counted(found['open_count'], 'link')} to judge; {len(found['links'])} shown.",
        *links,
        "Flags: {flagged_count} stand, {confirmed_count} confirmed, {dismissed_count} dismissed, "
        "{unsure_count} unsure, {unreviewed_count} candidates not reviewed.".format(**counts),
    ]
    if precision is not None:
        low, high = counts["interval"]
        lines.append(f"Confirmed of those decided: {precision:.1%} ({low:.1%} to {high:.1%}).")
    for first, second, count, kappa in (tuple(one.values()) for one in found["agreement"]):
        told = "cannot be told" if kappa is None else f"{kappa:.2f}"
        lines.append(f"{first} and {second}: {count} links judged by both, kappa {told}.")
    lines += [
        f"Conflict on {made[0]['pair_key']}: "
        + ", ".join(f"{one['reviewer']} says {one['verdict']}" for one in made)
        for made in found["conflicts"]
    ]
    lines += [
        f"Stale: {one['verdict']} by {one['reviewer']} on {one['pair_key']}; the text changed"
        " or an issue is gone, so it is not applied."
        for one in found["stale"]
    ]
    return "\n".join(lines)


def _plain(line: str) -> str:
    """The line without what would break it or command a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in line)


def _link_lines(link: dict[str, Any]) -> list[str]:
    def place(prefix: str) -> str:
        names = (f"{prefix}source_file", f"{prefix}source_sheet", f"{prefix}source_row")
        return ", ".join(str(link[name]) for name in names if link[name] is not None)

    return [
        f"{link['pair_key']}  {link['shown_class']}  {link['changed']}",
        f"    {link['register_year']} {link['unit']}: {link['issue_text']}  [{place('')}]",
        f"    {link['prior_register_year']} {link['prior_unit']}: {link['prior_issue_text']}"
        f"  [{place('prior_')}]",
    ]
