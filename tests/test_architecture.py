"""Rules of the code that no linter knows."""

import ast
import re
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "analysis").rglob("*.py"))
QUERIES = sorted((ROOT / "analysis").rglob("*.sql"))
LINE_CAP = 250
MEDIAN_LINES, NINE_IN_TEN_LINES = 7, 16
FORBIDDEN_NAMES = {"utils", "misc", "helpers", "common", "base"}


def _relative(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_relative)
def test_a_module_says_its_idea_first_and_holds_only_one(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines and lines[0].removeprefix("r").startswith('"""')
    assert len(lines) <= LINE_CAP
    assert path.stem not in FORBIDDEN_NAMES


def _body_lines(function):
    """The lines of a function without its signature and docstring."""
    has_words = ast.get_docstring(function) is not None and len(function.body) > 1
    return function.end_lineno - function.body[has_words].lineno + 1


def test_functions_fit_in_the_eye():
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    trees = [ast.walk(ast.parse(path.read_text("utf-8"))) for path in MODULES]
    lengths = sorted(
        _body_lines(node) for tree in trees for node in tree if isinstance(node, kinds)
    )
    assert statistics.median(lengths) <= MEDIAN_LINES
    assert lengths[len(lengths) * 9 // 10] <= NINE_IN_TEN_LINES


@pytest.mark.parametrize("path", QUERIES, ids=_relative)
def test_a_query_says_its_grain_and_uses_nothing_that_changed_between_duckdb_versions(path):
    text = path.read_text(encoding="utf-8")
    code = re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", text)
    assert text.startswith("-- One row")
    assert "~" not in code and "->" not in code
    assert not re.search(r"\b(levenshtein|damerau_levenshtein|jaccard|hamming)\s*\(", code)
    assert ";" not in code
    for divisor in re.findall(r"/\s*(\w+)", code):
        assert divisor == "nullif" or divisor.isdigit(), f"divide by nullif(…), not {divisor}"


def test_only_the_whole_result_of_a_statement_is_read():
    left_open = [_relative(path) for path in MODULES if ".fetchone(" in path.read_text("utf-8")]
    assert left_open == []


def test_no_extension_is_downloaded():
    loading = re.compile(r"\b(install|load)\s+(excel|encodings|fts|httpfs|spatial|icu)\b", re.I)
    guilty = [
        _relative(path) for path in [*MODULES, *QUERIES] if loading.search(path.read_text("utf-8"))
    ]
    assert guilty == []


def test_the_environment_is_read_nowhere_but_for_the_source_date():
    pattern = re.compile(r"os\.environ(?:\.get)?[\[(]\"([A-Z_]+)\"|getenv\(\"([A-Z_]+)\"")
    names = {
        name
        for path in MODULES
        for pair in pattern.findall(path.read_text("utf-8"))
        for name in pair
        if name
    }
    assert names <= {"SOURCE_DATE_EPOCH"}
