"""Small changes of the code that no test notices.

    python -m benchmarks.mutation statistics            (all modules of a part)
    python -m benchmarks.mutation outcomes --only '*/outcomes/looks.sql'

One comparison, `and`, `or` or small number of a module or query is changed, and the tests of its
part run until one fails; what survives is printed. Each change lives in a process of its own that
sees the changed text in place of the file: nothing on disk is touched. Compiled loops run as plain
Python. No part of CI: a part takes minutes to an hour.
"""

from __future__ import annotations

import contextlib
import fnmatch
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import pathlib
import re
import resource
import sys
import tokenize
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

ROOT = Path(__file__).parents[1]
PARTS = {
    "statistics": (("analysis/statistics/*.py",), "tests/statistics"),
    "indicators": (
        ("analysis/indicators/*.py", "analysis/queries/indicators/*.sql"),
        "tests/test_indicators.py",
    ),
    "outcomes": (("analysis/outcomes.py", "analysis/queries/outcomes/*.sql"), "tests/outcomes"),
    "match": (("analysis/match/**/*.py", "analysis/queries/match/**/*.sql"), "tests/match"),
}
_OTHER = {
    ">": ">=", ">=": ">", "<": "<=", "<=": "<", "and": "or", "or": "and",
    "- 1": "- 2", "- 2": "- 1", "+ 1": "+ 2",
}  # fmt: skip
_SQL = re.compile(r"--[^\n]*|'(?:[^']|'')*'|(<>|>=|<=|>|<|\band\b|\bor\b|[-+] [12]\b)")
_PACKAGES = (
    *("duckdb", "hypothesis", "numba", "opencc", "pandas", "plotly.graph_objects"),
    *("pyarrow.compute", "pydantic", "pytest", "scipy.stats", "statsmodels.api"),
)
_SECONDS = 120  # of the processor; a change that makes the tests run longer is noticed


class Change(NamedTuple):
    """One change of a file: the line, what stood there, what stands there now, the whole text."""

    line: int
    before: str
    after: str
    text: str


@click.command()
@click.argument("part", type=click.Choice(sorted(PARTS)))
@click.option("--only", default="*", help="Files whose path is like this.")
@click.option("--most", default=10_000, help="No more changes of a file than this.")
@click.option("--real-data", default="", help="As the tests take it.")
def main(part: str, only: str, most: int, real_data: str) -> None:
    """Print the changes that the tests of PART do not notice; exit code 1 where there are any."""
    patterns, tests = PARTS[part]
    given = [f"--real-data={real_data}"] if real_data else []
    os.chdir(ROOT)
    os.environ["NUMBA_DISABLE_JIT"] = "1"
    _load_packages()
    survived = count = 0
    for file in sorted(file for pattern in patterns for file in ROOT.glob(pattern)):
        if not fnmatch.fnmatch(str(file), only):
            continue
        for change in list(changes(file))[:most]:
            count += 1
            if not _is_noticed(file, change, [*given, *_ordered(tests, file.stem)]):
                survived += 1
                place = f"{file.relative_to(ROOT)}:{change.line}"
                print(f"{place}: {change.before} → {change.after}", flush=True)
    print(f"{survived} of {count} changes survive", flush=True)
    sys.exit(bool(survived))


def changes(file: Path) -> Iterator[Change]:
    """Every change of a module or query, in the order of the text."""
    text = file.read_text(encoding="utf-8")
    found = _of_query(text) if file.suffix == ".sql" else _of_module(text)
    for start, before in found:
        after = _OTHER[before]
        line = text.count("\n", 0, start) + 1
        yield Change(line, before, after, text[:start] + after + text[start + len(before) :])


def _of_query(text: str) -> Iterator[tuple[int, str]]:
    for match in _SQL.finditer(text):
        if match[1] in _OTHER:
            yield match.start(1), match[1]


def _of_module(text: str) -> Iterator[tuple[int, str]]:
    """Places of what can be changed; words in strings and comments are no code."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    for token, following in zip(tokens, tokens[1:], strict=False):
        start = starts[token.start[0] - 1] + token.start[1]
        if token.type in (tokenize.OP, tokenize.NAME) and token.string in _OTHER:
            yield start, token.string
        end = starts[following.end[0] - 1] + following.end[1]
        if token.type == tokenize.OP and text[start:end] in _OTHER:
            yield start, text[start:end]


def _ordered(tests: str, stem: str) -> list[str]:
    """The tests of the part, those named like the module first."""
    every = sorted(str(file) for file in Path(tests).rglob("test_*.py")) or [tests]
    return sorted(every, key=lambda name: f"test_{stem}" not in name)


def _load_packages() -> None:
    """What every process would else import for itself; nothing of the program."""
    for name in _PACKAGES:
        importlib.import_module(name)


def _is_noticed(file: Path, change: Change, tests: Sequence[str]) -> bool:
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        os._exit(_tested(file, change, tests))
    return os.waitpid(child, 0)[1] != 0


def _tested(file: Path, change: Change, tests: Sequence[str]) -> int:
    import pytest

    _put_in_place(file, change.text)
    quiet = io.StringIO()
    with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
        options = ["-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist"]
        return int(pytest.main([*options, *tests]))


def _put_in_place(file: Path, text: str) -> None:
    """Let whoever imports or reads the file find the changed text."""
    read = pathlib.Path.read_text

    def changed(path: Path, *given: Any, **named: Any) -> str:
        return (
            text
            if path.name == file.name and path.resolve() == file
            else read(path, *given, **named)
        )

    pathlib.Path.read_text = changed  # type: ignore[method-assign, assignment]
    sys.meta_path.insert(0, _Finder(file, text))


class _Finder(importlib.abc.MetaPathFinder):
    """Finds one module, with another text."""

    def __init__(self, file: Path, text: str) -> None:
        parts = file.relative_to(ROOT).with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.loader = _Loader(self.name, str(file))
        self.loader.code = compile(text, str(file), "exec") if file.suffix == ".py" else None

    def find_spec(self, name: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        if name != self.name or self.loader.code is None:
            return None
        return importlib.util.spec_from_file_location(name, self.loader.path, loader=self.loader)


class _Loader(importlib.machinery.SourceFileLoader):
    code: Any = None

    def get_code(self, fullname: str) -> Any:
        return self.code


if __name__ == "__main__":
    main()
