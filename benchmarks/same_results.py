"""Whether two commits make the same tables, exports and pages of the same registers.

    python -m benchmarks.same_results e62f9b2 d2452f8 bundled=data/pingyi \\
        sf_food=FOLDER:data/mappings/sf_food.toml synthetic=FOLDER

Each input is NAME=FOLDER or NAME=FOLDER:MAPPING. Every commit runs from a work tree of its own
with the packages of this environment, its output kept under --work. Printed as Markdown: what
differs, table by table and file by file, and the processor seconds of each run.

Left out of the tables: the clock, and columns that hash the program itself. Columns that only one
commit has are named and not compared. Of the pages, what `same_site` leaves out.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import duckdb

from benchmarks import same_site

ROOT = Path(__file__).parents[1]
_OF_THE_PROGRAM = ("loaded_at", "mapping_hash", "version", "content_hash")
_COLUMNS = """
select table_schema || '.' || table_name as name, list(column_name order by column_name) as columns
from information_schema.columns
where table_catalog = $catalog and table_schema in ('raw', 'clean', 'linked')
group by name
order by name
"""


class Given(NamedTuple):
    """Registers to read, and under which of a commit's mappings."""

    name: str
    folder: Path
    mapping: str


class Ran(NamedTuple):
    """What a run of one commit left, and the processor seconds that it took."""

    out: Path
    seconds: float


@click.command()
@click.argument("before")
@click.argument("after")
@click.argument("inputs", nargs=-1, required=True)
@click.option("--work", default=Path("build/same"), type=click.Path(path_type=Path))
def main(before: str, after: str, inputs: tuple[str, ...], work: Path) -> None:
    """Print how the results of two commits differ; exit code 1 where they do."""
    is_other = False
    print(f"# {before} beside {after}\n")
    for given in map(_given, inputs):
        earlier, later = (_run(commit, given, work.resolve()) for commit in (before, after))
        found = list(differences(earlier.out, later.out))
        is_other = is_other or bool(found)
        ratio = later.seconds / earlier.seconds
        took = f"{earlier.seconds:.1f} and {later.seconds:.1f} s of the processor ({ratio:.2f})"
        print(f"## {given.name}\n\n{took}\n")
        print("\n".join(f"- {line}" for line in found or ["all the same"]), "\n", flush=True)
    sys.exit(is_other)


def differences(before: Path, after: Path) -> Iterator[str]:
    """One sentence for each table and file of two outputs that differs."""
    yield from _tables(before / "warehouse.duckdb", after / "warehouse.duckdb")
    yield from same_site.differences(before / "site", after / "site")


def _given(words: str) -> Given:
    name, _, place = words.partition("=")
    folder, _, mapping = place.partition(":")
    return Given(name, Path(folder).resolve(), mapping)


def _run(commit: str, given: Given, work: Path) -> Ran:
    """`fivelens run` of a commit; what an earlier call left is taken as it is."""
    out, noted = work / commit / given.name, work / commit / f"{given.name}.seconds"
    if not noted.is_file():
        tree = _tree(commit, work)
        words = ["run", str(given.folder), "--out", str(out), "--language", "zh-Hans"]
        words += ["--mapping", str(tree / given.mapping)] if given.mapping else []
        started = _children_seconds()
        subprocess.run(
            [sys.executable, "-m", "analysis", *words],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(tree), "SOURCE_DATE_EPOCH": "1767225600"},
            stdout=sys.stderr,
            check=False,  # a page that one commit cannot make is a difference, told below
        )
        noted.write_text(f"{_children_seconds() - started}")
    return Ran(out, float(noted.read_text()))


def _tree(commit: str, work: Path) -> Path:
    tree = work / commit / "tree"
    if not tree.is_dir():
        git = ["git", "-C", str(ROOT), "worktree", "add", "--quiet", "--detach", str(tree), commit]
        subprocess.run(git, check=True)
    return tree


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tables(before: Path, after: Path) -> Iterator[str]:
    with duckdb.connect() as connection:
        for name, path in (("before", before), ("after", after)):
            connection.execute(f"attach '{path}' as {name} (read_only)")
        sides = [
            dict(connection.execute(_COLUMNS, {"catalog": name}).fetchall())
            for name in ("before", "after")
        ]
        for table in sorted({*sides[0], *sides[1]}):
            yield from _table(connection, table, *(side.get(table, []) for side in sides))


def _table(
    connection: duckdb.DuckDBPyConnection, table: str, before: list[str], after: list[str]
) -> Iterator[str]:
    if not before or not after:
        yield f"{table}: only {'before' if before else 'after'}"
        return
    for words, columns in (("no more", {*before} - {*after}), ("new", {*after} - {*before})):
        if columns:
            yield f"{table}: {words}: {', '.join(sorted(columns))}"
    shared = sorted(({*before} & {*after}) - {*_OF_THE_PROGRAM})
    gone, come = (
        _count(connection, table, shared, sides) if shared else 0
        for sides in (("before", "after"), ("after", "before"))
    )
    if gone or come:
        yield f"{table}: {gone:,} rows only before, {come:,} only after"


def _count(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[str], sides: tuple[str, str]
) -> int:
    """Rows, as often as they stand there, of the first side that the other has not."""
    listed = ", ".join(f'"{column}"' for column in columns)
    one, other = (f"select {listed} from {side}.{table}" for side in sides)
    counted = f"select count(*) from ({one} except all {other})"
    [(count,)] = connection.execute(counted).fetchall()
    return int(count)


if __name__ == "__main__":
    main()
