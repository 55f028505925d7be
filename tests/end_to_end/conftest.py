"""Registers as csv text in, the warehouse of a whole build out."""

from __future__ import annotations

import pytest

from analysis import settings, warehouse
from analysis.pipeline import stages


@pytest.fixture
def built(tmp_path):
    """Builds the warehouse of the files given as name and csv text, and opens it."""
    opened = []

    def build(files, *, decisions=None):
        folder = tmp_path / f"in{len(opened)}"
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        reviewed = None
        if decisions:
            reviewed = tmp_path / f"decisions{len(opened)}"
            reviewed.mkdir()
            for name, text in decisions.items():
                (reviewed / name).write_text(text, encoding="utf-8")
        path = tmp_path / f"{len(opened)}.duckdb"
        stages.build(path, stages.Inputs([folder], decisions=reviewed), settings.load())
        opened.append(warehouse.connect(path))
        return opened[-1]

    yield build
    for connection in opened:
        connection.close()


@pytest.fixture
def shown():
    """The shown class of each issue of a year, in the order of the rows."""

    def read(connection, year, column="shown_class"):
        found = warehouse.rows(
            connection,
            f"select classes.{column} from clean.issues as issues"
            " join linked.classes as classes on classes.issue_id = issues.issue_id"
            f" where issues.register_year = {int(year)}"
            " order by issues.source_file, issues.source_row, issues.part",
        )
        return [value for (value,) in found]

    return read
