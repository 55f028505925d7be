"""Options and fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser):
    parser.addoption(
        "--real-data",
        metavar="FOLDER",
        help="folder with the published data sets that some tests read; without it they skip",
    )


@pytest.fixture(scope="session")
def real_data(request) -> Path:
    """The folder of published data sets, or a skip with the reason."""
    folder = request.config.getoption("--real-data")
    if not folder:
        pytest.skip("needs --real-data FOLDER (the published data sets are not bundled)")
    path = Path(folder).resolve()
    if not path.is_dir():
        pytest.fail(f"--real-data {folder} is not a folder")
    return path
