"""One name for query and module, one anatomy in every lens."""

import importlib
import inspect
import re
from pathlib import Path

import pytest

LENSES = Path(__file__).parents[2] / "analysis" / "lenses"
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(path.parent.name for path in LENSES.glob("*/page.py"))
PARTS = sorted(query.relative_to(LENSES).with_suffix("").parts for query in LENSES.glob("*/*.sql"))


def _module(lens, part):
    return importlib.import_module(f"analysis.lenses.{lens}.{part}")


def _charts():
    return [part for part in PARTS if hasattr(_module(*part), "figure")]


def test_every_folder_of_a_lens_has_the_words_of_its_page():
    folders = {path.parent.name for path in LENSES.glob("*/__init__.py")}
    assert folders == set(NAMES)


@pytest.mark.parametrize("lens", NAMES)
def test_the_words_of_a_page_are_facts_finding_and_limits(lens):
    assert all(hasattr(_module(lens, "page"), name) for name in ("facts", "finding", "limits"))


@pytest.mark.parametrize("lens", NAMES)
def test_a_lens_has_its_notebook_and_its_tests(lens):
    assert (NOTEBOOKS / f"{lens}.ipynb").is_file()
    assert (Path(__file__).parent / f"test_{lens}.py").is_file()


@pytest.mark.parametrize(("lens", "part"), PARTS)
def test_every_query_has_its_frame_beside_it(lens, part):
    assert "connection" in inspect.signature(_module(lens, part).frame).parameters


def test_every_figure_stands_beside_its_query():
    drawn = {
        module.relative_to(LENSES).with_suffix("").parts
        for module in LENSES.glob("*/*.py")
        if "\ndef figure(" in module.read_text("utf-8")
    }
    assert drawn == set(_charts())


@pytest.mark.parametrize(("lens", "chart"), _charts())
def test_a_figure_takes_a_frame_and_a_language_and_asks_nobody(lens, chart):
    figure = _module(lens, chart).figure
    assert list(inspect.signature(figure).parameters) == ["frame", "language"]
    assert not {"queries", "warehouse", "duckdb"} & set(figure.__code__.co_names)


@pytest.mark.parametrize("lens", NAMES)
def test_a_lens_imports_no_other_lens(lens):
    others = "|".join(name for name in NAMES if name != lens)
    sources = [module.read_text("utf-8") for module in (LENSES / lens).glob("*.py")]
    assert not re.search(rf"analysis\.lenses(\.| import .*\b)({others})\b", "".join(sources))


def test_no_two_lenses_write_the_same_csv_file():
    names = [chart for _, chart in _charts()]
    assert len(names) == len(set(names))
