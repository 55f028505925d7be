"""Verbs for people who judge: review (list, export, import, undo, learn)."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

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
@options.language
@click.option("--limit", default=_LISTED, show_default=True, help="Links shown; 0 for all.")
def list_links(
    warehouse: Path, decisions: Path | None, as_json: bool, language: str, limit: int
) -> None:
    """Links that nobody has settled, the most doubtful first, and where reviewers differ.

    It ends with the verdicts that there are, and what each means. A rewording that one reviewer
    has confirmed waits for a second.

    Example: fivelens review list --warehouse out/warehouse.duckdb
    """
    from analysis import settings
    from analysis.cli import listing
    from analysis.pipeline import matched
    from analysis.review import agreement, queue, store

    folder = _folder(warehouse, decisions)
    recorded = store.read(folder)
    with matched.opened(warehouse) as connection:
        rows = queue.doubtful(connection, settings.load().match, folder, language=language)
        reviewed = agreement.reviewed(connection)
        stale = agreement.stale(connection)
    found = {
        "links": json.loads(rows.head(limit or len(rows)).to_json(orient="records")),
        "open_count": len(rows),
        "waiting_count": int(rows["is_waiting"].sum()),
        "reviewed": reviewed._asdict(),
        "stale": stale,
        "conflicts": [
            [one._asdict() for one in made] for made in agreement.conflicts(recorded).values()
        ],
        "agreement": [one._asdict() for one in agreement.agreements(recorded)],
    }
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(listing.lines(found, language)))


@review.command("export")
@options.warehouse
@options.verdicts
@options.target("A file ending in .xlsx or .csv.")
@options.language
@click.option("--all", "with_reviewed", is_flag=True, help="Also links that are settled.")
def export_links(
    warehouse: Path, decisions: Path | None, target: Path, language: str, with_reviewed: bool
) -> None:
    """Write the links to judge to a sheet with columns for verdict, reviewer and note.

    Verdicts: `confirmed` (确认): the two entries are what the class says; a rewording needs two
    who confirm. `dismissed` (撤销): they are not, the flag counts no more. `unsure` (未定): looked
    at, and it cannot be told. A workbook has a second sheet that explains them.

    Example: fivelens review export --warehouse out/warehouse.duckdb --to review.xlsx
    """
    from analysis import messages, settings
    from analysis.pipeline import matched
    from analysis.review import queue, sheets

    with matched.opened(warehouse) as connection:
        rows = queue.doubtful(
            connection,
            settings.load().match,
            _folder(warehouse, decisions),
            with_reviewed=with_reviewed,
            language=language,
        )
    sheets.export(rows, target, language)
    written = {"link_count": len(rows), "path_text": str(target)}
    options.say(messages.say(language, "review.written", **written))


@review.command("import")
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.warehouse
@options.verdicts
@options.language
@click.option("--reviewer", default="", help="Role of who judged, where the sheet leaves it blank.")
def import_verdicts(
    sheet: Path, warehouse: Path, decisions: Path | None, language: str, reviewer: str
) -> int:
    """Take the verdicts of a filled-in sheet into the store; blank ones are passed over.

    Headers and verdicts of any language are read: confirmed, dismissed, unsure, or 确认, 撤销,
    未定; --language is that of the answer. A sheet with a mistake (a misspelt verdict, no reviewer,
    two verdicts on one link) is refused whole, exit code 3; links that are gone are passed over,
    exit code 1. Each such row is named with the reason. What units write in the column for replies
    is kept too. A text that was edited in the sheet changes nothing and is named.

    Example: fivelens review import review.xlsx --warehouse out/warehouse.duckdb
    """
    from analysis.cli import listing
    from analysis.pipeline import matched
    from analysis.review import intake

    folder = _folder(warehouse, decisions)
    with matched.opened(warehouse) as connection:
        done = intake.take_in(connection, sheet, folder, reviewer=reviewer, now=_now())
    for line in listing.imported(done, sheet.name, folder, language):
        options.say(line)
    return (1 if done.is_applied else 3) if done.refused else 0


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


@review.command()
@options.warehouse
@options.verdicts
@options.language
def learn(warehouse: Path, decisions: Path | None, language: str) -> None:
    """What the verdicts say of the bars of rewordings, with a proposal judged on links kept out.

    Nothing is changed: whoever agrees writes the numbers into settings.toml.

    Example: fivelens review learn --warehouse out/warehouse.duckdb
    """
    from analysis import settings
    from analysis.cli import listing
    from analysis.pipeline import matched
    from analysis.review import learning, verdicts

    limits = settings.load().match
    with matched.opened(warehouse) as connection:
        verdicts.prepare(connection, _folder(warehouse, decisions))
        proposal = learning.propose(connection, limits)
    click.echo("\n".join(listing.learnt(proposal, learning.present(limits), language)))


def _folder(warehouse: Path, decisions: Path | None) -> Path:
    return decisions or warehouse.parent / "decisions"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
