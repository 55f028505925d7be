"""From clean issues to links and classes: exact forms first, then rare shingles, then verdicts."""

from __future__ import annotations

from typing import NamedTuple

import duckdb
import pyarrow as pa

from analysis import classes, settings, warehouse
from analysis.match import resuming
from analysis.match.finding import equal
from analysis.match.finding.similar import find_similar
from analysis.match.found import begin, extend
from analysis.match.judging import ranking, shown
from analysis.match.teaching import Lessons
from analysis.text.forms import forms

TEACHERS = "match/steps/learning_texts"
_UNITS = """
select distinct entries.unit, issues.unit as received
from entries
inner join clean.issues as issues on issues.issue_id = entries.issue_id
order by entries.unit
"""


class Alone(NamedTuple):
    """Issues compared alone, beside others that keep their links and classes.

    `issue_ids` are theirs; `teachers` names the query of the texts that the registers teach from,
    as `match/steps/learning_texts` is.
    """

    issue_ids: pa.ChunkedArray
    teachers: str


def link(
    connection: duckdb.DuckDBPyConnection,
    limits: settings.Match,
    program: str | None = None,
    alone: Alone | None = None,
) -> None:
    """Rebuild `linked.links` and `linked.classes` from the `clean` schema.

    Given the hash of the running `program`, links that an earlier run of it made are taken over
    where nothing since could change them (`analysis/match/resuming.py`).

    Beside them `linked.sources` says which files hold sentences of a code list, and
    `linked.suspected_imports` which registers may bear the date of an import.
    """
    prepare(connection, limits)
    if alone:
        resuming.ask(connection, alone.issue_ids)
    else:
        resuming.find_asked(connection, limits, program)
    find_listed_again(connection, limits)
    equal.find_in_units(connection)
    for level in equal.LEVELS:
        equal.find_anywhere(connection, level)
    lessons = Lessons(connection, alone.teachers if alone else TEACHERS, limits)
    find_similar(connection, limits, lessons)
    ranking.rank(connection, limits, lessons)
    shown.show(connection, limits)
    if not alone:
        resuming.remember(connection)


def prepare(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """The issues as matching needs them, with what their files and own numbers are worth."""
    for name, table in classes.tables().items():
        warehouse.store(connection, f"linked.{name}", table)
    warehouse.materialise(
        connection,
        "linked.sources",
        warehouse.query("match/tables/sources"),
        **limits.catalogue,
    )
    warehouse.materialise(
        connection,
        "linked.suspected_imports",
        warehouse.query("match/tables/suspected_imports"),
        import_rows=limits.import_rows,
        import_share=limits.import_share,
    )
    warehouse.derive(connection, "match/steps/forms")
    warehouse.derive(connection, "match/steps/numbers", other_text=limits.other_number_text)
    warehouse.derive(connection, "match/steps/entries")
    _fold_units(connection)


def find_listed_again(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Findings that a later list has again, under their own number or with their own date."""
    begin(connection)
    warehouse.derive(
        connection,
        "match/steps/listed_again",
        open_share=limits.open_share,
        listed_rows=limits.listed_rows,
        listed_share=limits.listed_share,
    )
    extend(connection, "listed_again", settled=True)


def _fold_units(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold `folded_units`: the units' names, folded as texts are."""
    units = warehouse.arrow(connection, _UNITS)
    folded = forms.normal_forms(units["received"].combine_chunks())["n1"]
    warehouse.stage(connection, "folded_units", pa.table({"unit": units["unit"], "name": folded}))
