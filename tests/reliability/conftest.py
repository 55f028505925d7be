"""A bureau of three units whose names are no numbers, and the command as a scheduler calls it."""

from __future__ import annotations

import functools
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEADER = "部门,年度,序号,问题描述,发现日期,整改措施"
UNITS = ("007", "1e5", "no")
NOTEBOOKS = Path(__file__).parents[1] / "publish" / "notebooks"
# The command, with pages made from the notebooks in the folder given first; at the function given
# second (`module:name`) it says so by a file, the third, and waits there for what may come.
COMMAND = """
import functools, importlib, sys, time
from pathlib import Path
from analysis import cli
from analysis.publish import plan
folder, moment, arrived, *words = sys.argv[1:]
if folder != "-":
    plan.PublishOptions = functools.partial(plan.PublishOptions, notebooks=Path(folder))
def waits(function, *given, **named):
    Path(arrived).touch()
    time.sleep(300)
    return function(*given, **named)
if moment != "-":
    name, _, attribute = moment.partition(":")
    module = importlib.import_module(name)
    setattr(module, attribute, functools.partial(waits, getattr(module, attribute)))
sys.exit(cli.main(words))
"""


def register(unit: str, year: int, *, done: str = "未整改") -> str:
    rows = [
        f"{unit},{year},{number},第{number}号水泵房台账{done},{year}-0{number}-1{number},复查{number}次"
        for number in range(1, 6)
    ]
    return "\n".join([HEADER, *rows]) + "\n"


def write_registers(folder: Path, *, units=UNITS, done: str = "未整改") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for unit in units:
        for year in (2023, 2024):
            text = register(unit, year, done=done)
            (folder / f"{unit}_{year}.csv").write_text(text, encoding="utf-8")
    return folder


def hashes(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="session")
def registers(tmp_path_factory) -> Path:
    return write_registers(tmp_path_factory.mktemp("registers") / "registers")


@pytest.fixture(scope="session")
def built(registers, tmp_path_factory) -> Path:
    """The warehouse of those registers, loaded and matched; tests copy it."""
    from analysis import settings
    from analysis.pipeline import stages

    path = tmp_path_factory.mktemp("built") / "warehouse.duckdb"
    stages.build(path, stages.Inputs([registers]), settings.load())
    return path


@pytest.fixture
def temporary(tmp_path):
    """A folder for temporary files that nothing else uses: what is left in it was left by us."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def start(temporary, tmp_path):
    """Starts the command in a process of its own; what still runs at the end is ended.

    With `moment` (`module:function`) it waits where it would call that function, and makes the
    file `arrived` when it is there.
    """
    begun = []

    def starts(*words, notebooks="-", moment="-"):
        told = map(str, (notebooks, moment, tmp_path / "arrived", *words))
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, *told],
            env={**os.environ, "TMPDIR": str(temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        begun.append(process)
        return process

    yield starts
    for process in begun:
        if process.poll() is None:
            process.kill()
        process.communicate()


def processes_of(folder: Path) -> list[str]:
    """Command lines of processes that name the folder: workers' kernels, for one."""
    listed = subprocess.run(
        ["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True
    )
    return [line for line in listed.stdout.splitlines() if str(folder) in line]


@pytest.fixture
def tools():
    """The functions above, for tests that cannot import this file."""
    import types

    return types.SimpleNamespace(
        hashes=hashes,
        notebooks=NOTEBOOKS,
        processes_of=processes_of,
        register=register,
        write_registers=write_registers,
    )


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """The command with a site that has an index and no page: exit code and what was said."""
    from analysis import cli
    from analysis.publish import plan

    empty = tmp_path / "no_notebooks"
    empty.mkdir()
    options = functools.partial(plan.PublishOptions, notebooks=empty)
    monkeypatch.setattr(plan, "PublishOptions", options)

    def runs(*words):
        code = cli.main([str(word) for word in words])
        told = capsys.readouterr()
        return code, told.err + told.out

    return runs
