"""R3, R4: what a notebook does not take is refused before a kernel starts."""

from __future__ import annotations

import time

import nbformat
import pytest

from analysis import errors
from analysis.publish import parameters

SOURCE = """unit: str = "001"  # the unit, as text
year: int = 0  # the latest
share: float = 0.5
is_short: bool = False"""


def notebook(source=SOURCE):
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]})
    return nbformat.v4.new_notebook(cells=[cell])


def test_declared_parameters_keep_order_type_default_and_meaning():
    found = parameters.declared(notebook(), name="page")
    assert found[0] == parameters.Parameter("unit", str, "001", "the unit, as text")
    assert [(one.name, one.type, one.default) for one in found[1:]] == [
        ("year", int, 0),
        ("share", float, 0.5),
        ("is_short", bool, False),
    ]


@pytest.mark.parametrize("code", ["007", "1e5", "no", "１２", "true", "12:30", "县医疗保障局"])
def test_r4_codes_of_units_stay_the_text_they_are(code):
    assert parameters.checked(notebook(), {"unit": code}, name="page") == {"unit": code}


@pytest.mark.parametrize(
    ("given", "cause"),
    [
        ({"yaer": 2024}, "Notebook page has no parameter 'yaer'."),
        ({"year": "abc"}, "parameter 'year' is int, not 'abc'"),
        ({"year": "2024"}, "parameter 'year' is int, not '2024'"),
        ({"year": True}, "parameter 'year' is int, not True"),
        ({"unit": 7}, "parameter 'unit' is str, not 7"),
        ({"share": float("nan")}, "parameter 'share' is float, not nan"),
        ({"unit": None}, "parameter 'unit' is str, not None"),
    ],
)
def test_r3_what_is_unknown_or_mistyped_is_refused_at_once_naming_the_declared(given, cause):
    start = time.monotonic()
    with pytest.raises(errors.UsageError) as refusal:
        parameters.checked(notebook(), given, name="page")
    assert time.monotonic() - start < 1
    assert cause in refusal.value.cause
    assert refusal.value.remedy == (
        "It takes: unit (str), year (int), share (float), is_short (bool)."
    )


@pytest.mark.parametrize(
    "line", ["year = 2024", "year: int = 1 + 1", 'year: int = "2024"', "import os", "x: list = []"]
)
def test_a_line_that_declares_nothing_is_refused(line):
    with pytest.raises(errors.PublishError, match="does not declare a parameter"):
        parameters.declared(notebook(line), name="page")


def test_a_notebook_without_a_parameters_cell_is_refused():
    with pytest.raises(errors.PublishError, match="has 0 cells tagged `parameters`"):
        parameters.declared(nbformat.v4.new_notebook(), name="page")
