"""Scores and times the engine on synthetic registers: `python -m benchmarks.matching BENCH`.

BENCH is the folder with the generator (`gen.py`), its scorer (`evalp.py`) and the peers
(`peer_NAME.py`). In one run it makes registers at a seed, times the floor (normal forms and one
grouping by them), the engine and each peer in processes of their own, and prints tables: what the
engine finds by the contract's classes, and time, memory and F1 of all side by side.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click
import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis import match, settings, warehouse
from benchmarks import registers, scores

# The generator counts a copy whose notice number moved as re-dated; the contract calls it recoded.
_PAIRS = """
select links.issue_id::bigint as newer, links.prior_issue_id::bigint as older, 1.0 as score
from linked.links as links
where links.is_best
    and links.reuse_class in ('verbatim', 'redated', 'renumbered', 'reworded', 'padded', 'recoded')
order by newer
"""


_OURS = (
    "import sys, pathlib; from benchmarks import matching;"
    " matching.{}(*map(pathlib.Path, sys.argv[1:]))"
)


class Run(NamedTuple):
    """One process: wall and processor seconds, and its highest memory in GiB."""

    wall: float
    cpu: float
    peak: float


@click.command()
@click.argument("bench", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--make", nargs=2, type=int, default=(20_000, 2), help="issues and seed (not 1)")
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    help="registers made before instead; several become one, each with units of its own",
)
@click.option("--runs", default=1, help="times that each is run; the median is shown")
@click.option("--peer", "peers", multiple=True, help="NAME=PYTHON that has the peer's package")
def main(
    bench: Path, make: tuple[int, int], data: tuple[Path, ...], runs: int, peers: tuple[str, ...]
) -> None:
    """Print the tables for registers made by BENCH/gen.py."""
    with tempfile.TemporaryDirectory() as folder:
        made = data[0] if len(data) == 1 else Path(folder) / "registers.parquet"
        if not data:
            _run("benchmarks.truth", bench / "gen.py", *make, made)
        if len(data) > 1:
            _join(data, made)
        pairs = Path(folder) / "pairs.parquet"
        said = ", ".join(path.name for path in data) or f"seed {make[1]}"
        print(f"{pq.read_metadata(made).num_rows} issues, {said}", flush=True)
        timed = {"floor": _median(runs, "-c", _OURS.format("floor"), made)}
        kept = Path(folder) / "kept.duckdb"
        timed["five lenses"] = _median(runs, "-c", _OURS.format("engine"), made, pairs, kept)
        subprocess.run([sys.executable, "-c", _OURS.format("score"), made, kept], check=True)
        found = {"five lenses": _scored(bench, made, pairs)}
        for name, python in (peer.split("=", 1) for peer in peers):
            timed[name] = _median(runs, bench / f"peer_{name}.py", made, pairs, python=python)
            found[name] = _scored(bench, made, pairs)
        _print_side_by_side(timed, found)


def _join(parts: tuple[Path, ...], made: Path) -> None:
    """Several registers as one: numbers moved on, units told apart by the part they came from."""
    before, writer = 0, None
    for number, path in enumerate(parts):
        table = pq.read_table(path)
        moved = {name: pc.add(table[name], before) for name in ("id", "source_id", "hn_of", "root")}
        moved["dept"] = pc.binary_join_element_wise(
            table["dept"].cast(pa.string()), str(number), "-"
        )
        moved |= {name: table[name].cast(pa.string()) for name in ("category", "label")}
        for name, column in moved.items():
            table = table.set_column(table.column_names.index(name), name, column)
        writer = writer or pq.ParquetWriter(made, table.schema)
        writer.write_table(table)
        before += len(table)
    if writer:
        writer.close()


def _run(module: str, *arguments: object) -> None:
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=True)


def _median(runs: int, *command: object, python: str = sys.executable) -> Run:
    """The run of median wall time."""
    timed = sorted(_timed(python, *command) for _ in range(runs))
    return timed[len(timed) // 2]


def _timed(*command: object) -> Run:
    started = time.perf_counter()
    process = subprocess.Popen([*map(str, command)])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise click.ClickException(f"{command[1]} failed.")
    wall = time.perf_counter() - started
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 2**20)


def _scored(bench: Path, data: Path, pairs: Path) -> dict[str, float]:
    """What the generator's own scorer says, at the threshold that is best for each."""
    told = subprocess.run(
        [sys.executable, str(bench / "evalp.py"), str(data), str(pairs), "best"],
        check=True,
        capture_output=True,
        text=True,
    )
    scored: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return scored


def _print_side_by_side(timed: dict[str, Run], found: dict[str, dict[str, float]]) -> None:
    names = ("F1", "P", "R_redated", "R_light", "FPR_hn_company", "FPR_hn_object", "FPR_hn_qty")
    print(f"\n| | wall s | CPU s | CPU to floor | peak GiB | {' | '.join(names)} |")
    print("|---|" + "---|" * (len(names) + 4))
    for name, run in timed.items():
        ratio = run.cpu / timed["floor"].cpu
        cells = [f"{found[name][key]:.3f}" if name in found else "" for key in names]
        print(
            f"| {name} | {run.wall:.1f} | {run.cpu:.1f} | {ratio:.1f} | {run.peak:.2f}"
            f" | {' | '.join(cells)} |"
        )


def received(data: Path) -> pa.Table:
    table = pq.read_table(data)
    columns = {
        "issue_id": pc.utf8_lpad(table["id"].cast(pa.string()), 9, "0"),
        "unit": table["dept"].cast(pa.string()),
        "register_year": table["year"].cast(pa.int32()),
        "category": table["category"].cast(pa.string()),
        "issue_text": table["text"],
    }
    return pa.table(columns)


def floor(data: Path) -> None:
    """Read, make the normal forms and group by one of them: what no engine can do without."""
    with tempfile.TemporaryDirectory() as folder, _warehouse(Path(folder) / "w.db") as connection:
        registers.clean(connection, received(data))
        warehouse.rows(connection, "select n2_key, count(*) from clean.texts group by n2_key")


@contextmanager
def _warehouse(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse on disk, with the memory that a run has."""
    connection = warehouse.connect(path, read_only=False)
    connection.execute("set enable_progress_bar = false")
    try:
        yield connection
    finally:
        connection.close()


def engine(data: Path, pairs: Path, kept: Path) -> None:
    """The whole engine, from the registers to links with their changes named, in a new file."""
    kept.unlink(missing_ok=True)
    with _warehouse(kept) as connection:
        registers.clean(connection, received(data))
        match.link(connection, settings.load().match)
        pq.write_table(warehouse.arrow(connection, _PAIRS), pairs)


def score(data: Path, kept: Path) -> None:
    """Print what the links are worth by the contract's classes."""
    with warehouse.connect(kept) as connection:
        print("\n| what | value | of |\n|---|---|---|")
        for figure in scores.scores(connection, pq.read_table(data)):
            print(f"| {figure.name} | {figure.value:.4f} | {figure.n} |")


if __name__ == "__main__":
    main()
