"""Times `fivelens check` on a long history: `python -m benchmarks.check GENERATOR`.

Makes registers at a seed with the generator, loads and matches them into a warehouse once (kept
with --keep), writes the next year's register of one unit (half of it copied), and runs the
command as a clerk would, several times. Prints the median.
"""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
import duckdb
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis import lineage, match, settings, warehouse
from analysis.pipeline import matched
from benchmarks import registers

_ROWS = 100  # of the register that is checked
_FILES = """
select 'rows' as source_file, null::varchar as source_sheet, 'none' as sha256
"""
_UNITS = """
select lower(unit) as unit_key, unit, count(*)::integer as issue_count
from clean.issues group by unit order by unit
"""
_NEXT = """
select unit, texts.subject_text, max(register_year) over () + 1 as register_year
from clean.issues
inner join clean.texts as texts using (text_id)
where unit = (select unit from clean.issues group by unit order by count(*), unit limit 1)
order by register_year desc, issue_id
limit $rows
"""


@click.command()
@click.argument("generator", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--count", default=200_000, help="issues of the history")
@click.option("--seed", default=1)
@click.option("--runs", default=5)
@click.option("--keep", type=click.Path(path_type=Path), help="warehouse to keep or use again")
def main(generator: Path, count: int, seed: int, runs: int, keep: Path | None) -> None:
    """Print how long a clerk waits for `fivelens check`."""
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "warehouse.duckdb"
        if not path.is_file():
            _make_history(generator, path, count, seed)
        with warehouse.connect(path) as connection:
            new = warehouse.rows(connection, _NEXT, rows=_ROWS)
        file = _write_register(Path(folder) / "next.csv", new)
        seconds = sorted(_run(file, path) for _ in range(runs))
    print(
        f"check of {len(new)} rows on {count:,} issues: median {statistics.median(seconds):.2f} s"
    )
    print("runs: " + ", ".join(f"{one:.2f}" for one in seconds))


def _make_history(generator: Path, path: Path, count: int, seed: int) -> None:
    data = path.with_suffix(".parquet")
    subprocess.run([sys.executable, generator, str(count), str(seed), data], check=True)
    table = pq.read_table(data)
    columns = {
        "issue_id": pc.utf8_lpad(table["id"].cast("string"), 9, "0"),
        "unit": table["dept"].cast("string"),
        "register_year": table["year"].cast("int32"),
        "category": table["category"].cast("string"),
        "issue_text": table["text"],
    }
    with duckdb.connect(str(path)) as connection:
        registers.clean(connection, table.from_arrays(list(columns.values()), list(columns)))
        match.link(connection, settings.load().match)
        lineage.follow(connection, settings.load().outcomes)
        warehouse.materialise(connection, "raw.files", _FILES)
        warehouse.materialise(connection, "clean.units", _UNITS)
        matched.note_loaded(connection)
        matched.note_matched(connection)


def _write_register(path: Path, rows: list[tuple[str, str, int]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["部门", "年度", "问题描述"])
        for number, (unit, text, year) in enumerate(rows):
            new = text if number % 2 else f"{number}号窗口{text[::-1]}"
            writer.writerow([unit, year, new])
    return path


def _run(file: Path, path: Path) -> float:
    command = [sys.executable, "-m", "analysis", "check", file, "--warehouse", path, "--json"]
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
