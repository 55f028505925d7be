"""The verb of the clerk: check, before a register is filed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli import options

if TYPE_CHECKING:
    from analysis.pipeline.filing import Findings

Row = dict[str, Any]

_NEW = ("new", "no_baseline")  # classes of which nobody asks where they stand
_EVIDENCED = "newly_evidenced"
_NAMED = 30  # rows named for each other class; --json has all of them


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.warehouse
@options.mapping
@options.decisions
@options.as_json
@options.language
def check(file: Path, warehouse: Path, as_json: bool, language: str, **chosen: Any) -> None:
    """Before a register is filed: which rows repeat earlier ones, how, and what to do about it.

    Nothing is stored. Rows that repeat are no error of the command; it ends with 0.

    Example: fivelens check registers/2024.xlsx --warehouse out/warehouse.duckdb
    """
    from analysis import settings
    from analysis.ingest.vocabulary import mapping
    from analysis.pipeline import filing, stages

    inputs = stages.Inputs(
        [file],
        mapping.read(chosen["mapping"]) if chosen["mapping"] else None,
        chosen["decisions"] or options.beside(warehouse),
    )
    found = filing.check(warehouse, inputs, settings.load().match)
    rows = [_told(row, language) for row in _records(found.rows)]
    if as_json:
        click.echo(json.dumps(_as_dict(found, rows), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(file.name, found, rows, language)))


def _records(frame: Any) -> list[Row]:
    records: list[Row] = json.loads(frame.to_json(orient="records"))
    return records


def _told(row: Row, language: str) -> Row:
    """The row with its class in words, what changed, and what would make it a new entry."""
    from analysis import messages
    from analysis.review import queue
    from analysis.text.wording import alignment

    before, after = row["prior_issue_text"], row["issue_text"]
    spans = alignment.changed_spans(before, after) if before else ()
    advice = _advice(row)
    changes = [
        {
            "kind": span.kind,
            "kind_name": messages.say(language, f"check.kind_{span.kind}"),
            "before": before[span.older_start : span.older_end],
            "after": after[span.newer_start : span.newer_end],
        }
        for span in spans
    ]
    return row | {
        "class_name": messages.say(language, f"class.{row['shown_class']}"),
        "changes": changes,
        "names": [
            messages.say(language, f"check.kind_{kind}")
            for kind in queue.learned_names(row["changed_kinds"], spans)
        ],
        "advice": messages.say(language, f"check.advice_{advice}") if advice else None,
    }


def _advice(row: Row) -> str | None:
    """What can be said of the row; what this year's register repeats is nothing to carry over."""
    from analysis import classes

    advice = classes.shown()[row["shown_class"]].advice
    is_within_year = row["prior_register_year"] == row["register_year"]
    return "repeat" if is_within_year and advice in ("copy", "reworded") else advice


def _as_dict(found: Findings, rows: list[Row]) -> Row:
    names = ("row_count", "loaded_count", "rejected_count", "blank_count", "issue_count")
    counts = {name: getattr(found.summary, name) for name in names}
    return counts | {"rows": rows, "errors": _records(found.remarks)}


def _lines(file_name: str, found: Findings, rows: list[Row], language: str) -> Iterator[str]:
    from analysis import messages

    noted = [row for row in rows if row["advice"]]
    counts = {name: value for name, value in _as_dict(found, []).items() if "count" in name}
    counts |= {"repeat_count": len(noted), "issue_count": len(rows)}
    yield messages.say(language, "check.head", file_name=file_name, **counts)
    if not noted:
        yield messages.say(language, "check.none")
    for row in noted:
        yield from _row_lines(row, language)
    yield from _other_lines([row for row in rows if not row["advice"]], language)
    yield from _moved_lines(rows, language)
    yield from _error_lines(_records(found.remarks), language)


def _other_lines(rows: list[Row], language: str) -> Iterator[str]:
    """How many entries of each other class, and in which rows those stand that are not new."""
    from analysis import messages

    classes = {row["class_name"]: row["shown_class"] for row in rows}
    told = []
    for name, shown in sorted(classes.items()):
        places = [_place(row) for row in rows if row["shown_class"] == shown]
        values = {"class_name": name, "row_count": len(places), "places_text": _listed(places)}
        key = "check.other_new" if shown in _NEW else "check.other"
        told.append(messages.say(language, key, **values))
    if told:
        listed = messages.say(language, "check.list").join(told)
        yield messages.say(language, "check.others", classes_text=listed)
    for row in (one for one in rows if one["names"]):
        head = {"place_text": _place(row), "class_name": row["class_name"]}
        yield messages.say(language, "check.row", **head)
        yield from _name_lines(row, language)


def _moved_lines(rows: list[Row], language: str) -> Iterator[str]:
    """Deadlines that were moved, and how often; entries of inspectors in the words of before."""
    from analysis import classes, messages

    copies = {name for name, row in classes.reuse().items() if row.is_copy}
    for row in rows:
        place = {"place_text": _place(row)}
        if row["move_count"]:
            told = {
                "move_count": row["move_count"],
                "first_text": row["first_due_date"],
                "last_text": row["last_due_date"],
                "slipped_count": row["slipped_days"],
            }
            yield messages.say(language, "check.moved", **place, **told)
        if row["shown_class"] == _EVIDENCED and row["written_by"] and row["reuse_class"] in copies:
            yield messages.say(language, "check.visited", **place)


def _listed(places: list[str]) -> str:
    more = [f"… (+{len(places) - _NAMED})"] if len(places) > _NAMED else []
    return ", ".join(places[:_NAMED] + more)


def _row_lines(row: Row, language: str) -> Iterator[str]:
    from analysis import messages

    yield ""
    yield messages.say(language, "check.row", place_text=_place(row), class_name=row["class_name"])
    if row["prior_issue_text"]:
        earlier = {"source_row": row["prior_source_row"], "source_sheet": row["prior_source_sheet"]}
        yield "  " + messages.say(
            language,
            "check.earlier",
            year=row["prior_register_year"],
            unit_name=row["prior_unit"],
            place_text=f"{row['prior_source_file']} {_place(earlier)}",
            text=_one_line(row["prior_issue_text"]),
        )
    yield "  " + messages.say(language, "check.now", text=_one_line(row["issue_text"]))
    if row["prior_issue_text"]:
        yield "  " + _changes_line(row["changes"], language)
    yield from _name_lines(row, language)
    yield "  → " + row["advice"]


def _name_lines(row: Row, language: str) -> Iterator[str]:
    """That a name was exchanged, where only the registers' own use tells it."""
    from analysis import messages

    if row["names"]:
        listed = messages.say(language, "plane_mirror.list").join(row["names"])
        yield "  " + messages.say(language, "check.names", names_text=listed)


def _changes_line(changes: list[Row], language: str) -> str:
    from analysis import messages

    if not changes:
        return messages.say(language, "check.unchanged")
    told = "; ".join(
        f"{one['kind_name']} {_one_line(one['before']) or '∅'} → {_one_line(one['after']) or '∅'}"
        for one in changes
    )
    return messages.say(language, "check.changed", changes_text=told)


def _error_lines(remarks: list[Row], language: str) -> Iterator[str]:
    from analysis import messages

    if remarks:
        yield ""
        yield messages.say(language, "check.errors_title")
    for one in remarks:
        key = f"check.error_{one['kind']}"
        yield messages.say(language, key, place_text=_place(one), reason_text=one["reason"])


def _one_line(text: str) -> str:
    """The text without line breaks, and without what would command a terminal."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _place(row: Row) -> str:
    sheet = f" ({row['source_sheet']})" if row["source_sheet"] else ""
    return f"{row['source_row'] or '-'}{sheet}"
