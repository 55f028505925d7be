"""Library calls known to give wrong numbers in silence stay out of the code."""

import re
from pathlib import Path

import pytest

MODULES = sorted((Path(__file__).parents[2] / "analysis").rglob("*.py"))


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (r"\bPHReg\b", "counts who enters at t as at risk at t, and its clustered errors are off"),
        (r"\blifelines\b", "clustered errors with late entry are wrong"),
        (r"\bLogit\(\s*[a-z]", "complete separation is only a warning"),
        (r"method=[\"']normal[\"']", "the Wald interval of 0 of 20 has no width"),
    ],
)
def test_a_trap_is_not_stepped_into(call, reason):
    guilty = [path.name for path in MODULES if re.search(call, path.read_text(encoding="utf-8"))]
    assert guilty == [], reason
