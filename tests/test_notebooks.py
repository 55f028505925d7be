"""Notebooks are thin: a question, parameters, and one call after another (architecture, S3)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest

from analysis.publish import parameters, plan

FOLDER = Path(__file__).parents[1] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
NAMES = [path.stem for path in PATHS]
LONGEST_CELL = 25
ALLOWED_STATEMENTS = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr)
LOGIC = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.For, ast.AsyncFor, ast.While, ast.If, ast.IfExp, ast.Try, ast.With, ast.Match),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    *(ast.BoolOp, ast.Compare),
)
SQL = re.compile(r"\b(select|with|insert|update|delete)\b.*\b(from|into|as|set)\b", re.I | re.S)
ABSOLUTE_PATH = re.compile(r"^(/|~|[A-Za-z]:[\\/])")

pytestmark = pytest.mark.skipif(not PATHS, reason="there is no notebook in notebooks/ yet")


@pytest.fixture(params=PATHS, ids=NAMES)
def notebook(request):
    return nbformat.read(request.param, as_version=nbformat.NO_CONVERT)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def nodes(notebook, *kinds):
    """Syntax nodes of these kinds with the id of their cell; % and ! cannot be parsed."""
    return [
        (cell.id, node)
        for cell in code(notebook)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, kinds)
    ]


def test_the_first_cell_is_a_title_with_the_question(notebook):
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    assert re.match(r"# \S+", first.source)
    assert re.search("[?？]", first.source)


def test_there_is_one_parameters_cell_of_plain_declarations_with_their_meaning(notebook):
    declared = parameters.declared(notebook, name="notebook")
    assert {"warehouse_path", "language"} <= {parameter.name for parameter in declared}
    assert [parameter.name for parameter in declared if not parameter.meaning] == []


def test_parameters_come_before_any_other_code(notebook):
    assert "parameters" in code(notebook)[0].metadata.get("tags", [])


def test_there_is_no_logic(notebook):
    assert [(where, type(node).__name__) for where, node in nodes(notebook, *LOGIC)] == []


def test_a_cell_only_imports_assigns_and_calls(notebook):
    others = [
        (cell.id, type(statement).__name__)
        for cell in code(notebook)
        for statement in ast.parse(cell.source).body
        if not isinstance(statement, ALLOWED_STATEMENTS)
    ]
    assert others == []


def test_there_is_no_sql_and_no_absolute_path(notebook):
    texts = [
        (where, node.value)
        for where, node in nodes(notebook, ast.Constant)
        if isinstance(node.value, str)
    ]
    assert [(where, text) for where, text in texts if SQL.search(text)] == []
    assert [(where, text) for where, text in texts if ABSOLUTE_PATH.match(text)] == []


def test_what_is_shown_is_the_last_line_of_its_cell(notebook):
    """Elsewhere its value is lost, and with it a chart."""
    lost = [
        cell.id
        for cell in code(notebook)
        for statement in ast.parse(cell.source).body[:-1]
        if isinstance(statement, ast.Expr) and ast.unparse(statement).startswith("show.")
    ]
    assert lost == []


def test_a_chart_is_shown_with_the_rows_behind_it(notebook):
    shown = [
        (where, len(node.args))
        for where, node in nodes(notebook, ast.Call)
        if ast.unparse(node.func) == "show.show"
    ]
    assert [(where, count) for where, count in shown if count != 2] == []


def test_every_note_is_tagged_analyst_so_that_a_page_speaks_one_language(notebook):
    untagged = [
        cell.id
        for cell in notebook.cells
        if cell.cell_type == "markdown" and "analyst" not in cell.metadata.get("tags", [])
    ]
    assert untagged == []


def test_cells_are_short(notebook):
    long = [cell.id for cell in notebook.cells if len(cell.source.splitlines()) > LONGEST_CELL]
    assert long == []


def test_outputs_and_execution_counts_are_stripped(notebook):
    assert [cell.id for cell in code(notebook) if cell.outputs] == []
    assert [cell.id for cell in code(notebook) if cell.execution_count is not None] == []


def test_cell_ids_are_names_that_stay(notebook):
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert [one for one in ids if not re.fullmatch("[a-z][a-z0-9-]*", one)] == []


def test_the_kernel_is_python3(notebook):
    assert notebook.metadata.kernelspec.name == "python3"


def test_the_notebook_is_valid(notebook):
    nbformat.validate(notebook)


def test_every_page_has_its_own_place_in_the_order_of_pages():
    order = plan.reading_order(FOLDER)
    assert set(order) == {name for name in NAMES if name not in plan._NO_PAGE}
    assert len(set(order.values())) == len(order)
