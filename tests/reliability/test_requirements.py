"""Each requirement on runs and on reading has a test that carries its number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
# R11 (a unit whose rows did not change is not published again) is not promised.
RUNS = [f"r{number}" for number in range(1, 15) if number != 11]
READING = [f"i{number}" for number in range(1, 8)]


@pytest.fixture(scope="module")
def named() -> set[str]:
    """The numbers that stand in the names of tests."""
    sources = [path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py")]
    names = re.findall(r"^def (test_\w+)", "\n".join(sources), re.MULTILINE)
    return {number for name in names for number in re.findall(r"(?<=_)[ri]\d+(?=_)", name.lower())}


@pytest.mark.parametrize("number", [*RUNS, *READING])
def test_a_requirement_has_a_test(named, number):
    assert number in named
