"""One name for query, frame and figure, in every lens."""

import importlib
import inspect
from pathlib import Path

import pytest

LENSES = Path(__file__).parents[2] / "analysis" / "lenses"
NAMES = sorted(path.parent.name for path in LENSES.glob("*/figures.py"))


def _public(module):
    return {
        name
        for name, thing in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and thing.__module__ == module.__name__
    }


@pytest.mark.parametrize("lens", NAMES)
def test_every_figure_has_a_frame_and_every_frame_its_query(lens):
    figures = _public(importlib.import_module(f"analysis.lenses.{lens}.figures"))
    frames = _public(importlib.import_module(f"analysis.lenses.{lens}.frames"))
    queries = {path.stem for path in (LENSES / lens).glob("*.sql")}
    assert figures <= frames
    assert frames == queries


def test_no_two_lenses_write_the_same_csv_file():
    figures = [
        name
        for lens in NAMES
        for name in _public(importlib.import_module(f"analysis.lenses.{lens}.figures"))
    ]
    assert len(figures) == len(set(figures))


@pytest.mark.parametrize("lens", NAMES)
def test_figures_import_neither_the_database_nor_the_frames(lens):
    source = (LENSES / lens / "figures.py").read_text("utf-8")
    for module in ("duckdb", "warehouse", "frames"):
        assert f"import {module}" not in source and f"{module} import" not in source
