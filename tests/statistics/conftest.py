"""The published series that some known answers are computed from."""

from __future__ import annotations

import json

import pandas as pd
import pytest


@pytest.fixture(scope="session")
def reference(real_data):
    """The folder of known answers beside the folder of published data sets, or a skip."""
    folder = real_data.parent / "reference"
    if not folder.is_dir():
        pytest.skip(f"there is no {folder.name} folder beside {real_data.name}")
    return folder


@pytest.fixture(scope="session")
def small(reference):
    """The short published series, by name."""
    return json.loads((reference / "small.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def series(reference):
    """A published table, by name."""
    return lambda name: pd.read_csv(reference / f"{name}.csv")
