"""Options and fixtures that every test may use."""

from __future__ import annotations

import ipaddress
import os
import shutil
import sys
from pathlib import Path

import hypothesis
import pytest

# CI must give one answer for one commit; at a desk every run looks somewhere else.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_addoption(parser):
    parser.addoption(
        "--real-data",
        metavar="FOLDER",
        help="folder with the published data sets that some tests read; without it they skip",
    )


# Made once in a run however many work on it: one of them has all tests that need it.
_COSTLY = {
    "bundled_site": "bundled case",
    "pingyi_warehouse": "bundled case",
    "executed": "kernel",
    "chromium": "browser",
}


def pytest_collection_modifyitems(items):
    for item in items:
        needed = [group for name, group in _COSTLY.items() if name in item.fixturenames]
        for group in needed[:1]:
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """R9: a test that reaches beyond this machine fails, whatever library it does it with."""
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, arguments: tuple) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if host and not _is_here(host.decode() if isinstance(host, bytes) else host):
        raise RuntimeError(f"a test reached for the network: {event} {host}")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session")
def real_data(request) -> Path:
    """The folder of published data sets, or a skip with the reason."""
    folder = request.config.getoption("--real-data")
    if not folder:
        pytest.skip("needs --real-data=FOLDER (the published data sets are not bundled)")
    path = Path(folder).resolve()
    if not path.is_dir():
        pytest.fail(f"--real-data {folder} is not a folder")
    return path


@pytest.fixture(scope="session")
def copied(tmp_path_factory):
    """Fills a folder with what `make(folder)` writes; made once, copied from then on."""
    made = {}

    def copy(make, folder: Path) -> Path:
        if make not in made:
            made[make] = tmp_path_factory.mktemp("made")
            make(made[make])
        return shutil.copytree(made[make], folder, dirs_exist_ok=True)

    return copy


DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def pingyi_warehouse(tmp_path_factory) -> Path:
    """The bundled case, loaded and matched as `make report` does it."""
    from analysis import settings
    from analysis.pipeline import stages

    path = tmp_path_factory.mktemp("pingyi") / "warehouse.duckdb"
    inputs = stages.Inputs([DATA / "pingyi"], decisions=DATA / "decisions")
    stages.build(path, inputs, settings.load())
    return path


@pytest.fixture(scope="session")
def bundled_site(tmp_path_factory) -> Path:
    """The site of the bundled case, made by the command as a person gives it."""
    from analysis import cli

    out = tmp_path_factory.mktemp("bundled")
    words = ["run", str(DATA / "pingyi"), "--decisions", str(DATA / "decisions")]
    assert cli.main([*words, "--out", str(out), "--language", "zh-Hans"]) == 0
    return out / "site"
