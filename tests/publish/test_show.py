"""What a cell shows, and what of it becomes a file."""

from __future__ import annotations

import datetime

import nbformat
import pandas as pd
import plotly.graph_objects as go
import pytest

from analysis import errors, theme
from analysis.publish import data_files, mime, pieces, show
from analysis.publish.pieces import Data


def test_u3_a_chart_is_shown_with_its_rows_and_without_sharing():
    figure = theme.apply(go.Figure(), language="en", name="shares", title="A", alt="B")
    frame = pd.DataFrame(
        {
            "register_year": pd.array([2024, None], dtype="Int32"),
            "found_date": pd.to_datetime(["2024-03-01", None]),
            "filed_date": [datetime.date(2024, 12, 31), None],
            "redated_share": [0.25, float("nan")],
            "changed_kinds": [["date"], []],
            "unit": ["007", None],
        }
    )
    bundle = show.show(figure, frame)._repr_mimebundle_()
    assert bundle[mime.FRAME]["name"] == "shares"
    assert bundle[mime.FRAME]["rows"] == [
        [2024, "2024-03-01", "2024-12-31", 0.25, ["date"], "007"],
        [None, None, None, None, [], None],
    ]
    assert bundle[mime.CHART]["config"]["showSendToCloud"] is False
    assert bundle["text/plain"] == "B"


def test_a_page_head_has_the_name_of_the_lens_in_both_languages():
    shown = show.page("index", language="zh-Hant", facts={"部門": "12"}, finding="三條")
    bundle = shown._repr_mimebundle_()
    assert bundle[mime.HEAD]["title"] == "五鏡"
    assert bundle[mime.HEAD]["other_title"] == "Five Lenses"
    assert bundle[mime.HEAD]["facts"] == {"部門": "12"}


@pytest.mark.parametrize("facts", [{}, {"Unit": "007", "Issues": " "}])
def test_a_page_that_does_not_say_what_it_rests_on_is_refused(facts):
    with pytest.raises(errors.PublishError, match="facts that it rests on"):
        show.page("index", language="en", facts=facts, finding="One in three.")


@pytest.mark.parametrize("finding", ["", " \n"])
def test_a_page_without_a_finding_is_refused(finding):
    with pytest.raises(errors.PublishError, match="its finding is empty"):
        show.page("index", language="en", facts={"Unit": "007"}, finding=finding)


def test_u15_text_that_a_spreadsheet_would_run_is_neutralised(tmp_path):
    rows = [["=1+1", -5], ["@SUM(A1)", 0.5], ["－1", None], ["\tx", ["a", "b"]], ["007", True]]
    target = data_files.write(Data("shares", ["unit", "=n"], rows), tmp_path / "data")
    assert target.read_bytes().decode("utf-8-sig").split("\n") == [
        "unit,'=n",
        "'=1+1,-5",
        "'@SUM(A1),0.5",
        "'－1,",
        "'\tx,a; b",
        "007,True",
        "",
    ]
    assert target.name == "shares.csv"


def test_the_rows_under_a_chart_say_shares_as_per_cent_and_classes_in_words():
    frame = pd.DataFrame(
        {
            "class_group": ["new"],
            "issue_count": [31],
            "issue_share": [0.34065934065934067],
            "low": [0.25123],
        }
    )
    figure = theme.apply(
        go.Figure(go.Bar(x=[1], y=["new"])), language="en", name="mix", title="A", alt="B"
    )
    output = nbformat.v4.new_output(
        "display_data", dict(show.show(figure, frame)._repr_mimebundle_())
    )
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("figure", outputs=[output])]
    )
    (piece,) = pieces.pieces(notebook, name="x", language="en")
    assert ">New<" in piece.markup and ">34.1%<" in piece.markup and ">25.1%<" in piece.markup
    assert piece.data.rows == [["new", 31, 0.34065934065934067, 0.25123]]
