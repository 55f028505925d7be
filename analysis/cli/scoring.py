"""The verb that scores the classes: evaluate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli import options

if TYPE_CHECKING:
    from analysis.evaluate import Evaluation, Score, Share

_LISTED = 50


@click.command()
@click.argument("truth", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.warehouse
@options.as_json
@click.option("--limit", default=_LISTED, show_default=True, help="Misses shown; 0 for all.")
def evaluate(truth: Path, warehouse: Path, as_json: bool, limit: int) -> None:
    """How right the classes are against issues that people labelled.

    TRUTH is a csv file: issue_id, or source_file, source_sheet and source_row; then shown_class,
    reuse_class, is_redated_only, and the earlier issue as prior_file, prior_sheet, prior_row or
    prior_issue_id. Shares come with 95 % Wilson intervals.

    Example: fivelens evaluate labelled.csv --warehouse out/warehouse.duckdb
    """
    from analysis import evaluate as evaluation
    from analysis.pipeline import matched

    with matched.opened(warehouse) as connection:
        found = evaluation.evaluate(connection, truth)
    if as_json:
        click.echo(json.dumps(_as_dict(found), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(found, limit)))


def _as_dict(value: object) -> object:
    """Named tuples as objects, so that the JSON names every number."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _as_dict(part) for name, part in value._asdict().items()}
    return [_as_dict(part) for part in value] if isinstance(value, list) else value


def _lines(found: Evaluation, limit: int) -> Iterator[str]:
    yield f"{found.labelled_count:,} labelled issues."
    for name, lines in (("issue", found.not_found), ("earlier issue", found.prior_not_found)):
        if lines:
            yield f"{len(lines)} with no such {name} in the warehouse: lines {_some(lines)}."
    yield f"Right class: {_told(found.accuracy)}"
    yield f"Right earlier issue: {_told(found.prior)}; same problem: {_told(found.same_problem)}"
    yield ""
    yield _score_line(found.is_redated_only)
    for title, scores in (("shown", found.shown_classes), ("reuse", found.reuse_classes)):
        if scores:
            yield ""
            yield f"{title + ' class':<18} precision, recall, F1"
        yield from (_score_line(score) for score in scores)
    yield from _miss_lines(found, limit)


def _miss_lines(found: Evaluation, limit: int) -> Iterator[str]:
    yield ""
    yield f"{len(found.misses)} misses"
    for miss in found.misses[: limit or None]:
        yield f"line {miss.line}: {miss.place}: {miss.what} {miss.expected}, said {miss.said}"


def _some(lines: list[int]) -> str:
    return ", ".join(map(str, lines[:10])) + (" …" if lines[10:] else "")


def _score_line(score: Score) -> str:
    f1 = "  –" if score.f1 is None else f"{score.f1:.4f}"
    return f"{score.name:<18} {_told(score.precision)}   {_told(score.recall)}   {f1}"


def _told(share: Share) -> str:
    if share.value is None or share.interval is None:
        return "none to judge"
    low, high = share.interval
    return f"{share.value:.4f} [{low:.4f}, {high:.4f}] {share.right_count}/{share.total_count}"
