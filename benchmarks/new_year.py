"""Times a new register year on a matched history: `python -m benchmarks.new_year FILE`.

The last year of the generator's registers is the new one. Prints the seconds of a whole run on
all years, of the run on the history alone, and of the run that adds the new year to it, each from
received rows to links and, of these, from clean issues on; and whether both ways end with the same
links.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import click
import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from analysis import match, settings, warehouse
from benchmarks import matching, registers

_LINKS = """
select issue_id, prior_issue_id, is_best, reuse_class, shown_class, is_redated_only
from linked.links
"""
_CLASSES = "select issue_id, shown_class from linked.classes"
_FLAGS = "select issue_id from linked.classes where is_redated_only"


@click.command()
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(data: Path) -> None:
    """Print the times and the ratio."""
    rows = matching.received(data)
    history = rows.filter(pc.less(rows["register_year"], pc.max(rows["register_year"])))
    with tempfile.TemporaryDirectory() as folder:
        whole, grown = (
            warehouse.connect(f"{folder}/{name}.duckdb", read_only=False) for name in "wg"
        )
        seconds = {
            "whole": _linked(whole, rows),
            "history": _linked(grown, history),
            "new year": _linked(grown, rows),
        }
        links = [set(warehouse.rows(connection, _LINKS)) for connection in (whole, grown)]
        shown = [dict(warehouse.rows(connection, _CLASSES)) for connection in (whole, grown)]
        flags = [set(warehouse.rows(connection, _FLAGS)) for connection in (whole, grown)]
    print(f"{len(rows):,} issues, {len(rows) - len(history):,} of them in the new year")
    for name, (formed, linked) in seconds.items():
        shares = (sum(seconds[name]) / sum(seconds["whole"]), linked / seconds["whole"][1])
        print(
            f"{name}: {formed + linked:.1f} s, {shares[0]:.2f} of the whole;"
            f" from clean issues on {linked:.1f} s, {shares[1]:.2f}"
        )
    print(f"links: {len(links[0]):,}; only in one of the two: {len(links[0] ^ links[1]):,}")
    differ = sum(shown[1][issue] != found for issue, found in shown[0].items())
    print(f"classes shown that differ: {differ:,}")
    print(f"re-dated only: {len(flags[0]):,}; only in one of the two: {len(flags[0] ^ flags[1]):,}")


def _linked(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> tuple[float, float]:
    """Seconds to clean issues and from there to links, with what an earlier run kept."""
    connection.execute("set enable_progress_bar = false")
    started = time.perf_counter()
    registers.clean(connection, rows, "this program")
    cleaned = time.perf_counter()
    match.link(connection, settings.load().match, "this program")
    return cleaned - started, time.perf_counter() - cleaned


if __name__ == "__main__":
    main()
