"""Matching here or on Spark: how many shards, where their pieces lie, the links back as Parquet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb

from analysis import match, settings, warehouse
from analysis.publish import program

Linker = Callable[[duckdb.DuckDBPyConnection, settings.Match], None]

_PER_SHARD = 50_000  # issues, so that a shard of any stage stays under 1 GiB
_PER_CORE = 2  # shards, so that no core waits long for the slowest
_COUNT = "select count(*) from clean.issues"
_LINKS = "from linked.links order by issue_id, is_best desc, prior_issue_id"


class OnSpark(NamedTuple):
    """Where to match: the `master`, a `work` folder that all its machines reach, how many shards.

    Without a work folder one beside the warehouse is made and removed; without shards as many as
    the issues and the cores ask for. `links` is a folder or URL for the links as Parquet.
    """

    master: str
    work: str | None = None
    shards: int | None = None
    links: str | None = None

    def link(
        self, connection: duckdb.DuckDBPyConnection, limits: settings.Match, beside: Path
    ) -> None:
        """Rebuild links and classes as `match.link` does, all of them.

        Raises:
            UsageError: there is no PySpark or Java here, or no such master.
        """
        from analysis.match.scattering import running, spark

        [(count,)] = warehouse.rows(connection, _COUNT)
        with (
            spark.session(self.master) as session,
            TemporaryDirectory(prefix="spark-", dir=beside) as folder,
        ):
            least = _PER_CORE * session.sparkContext.defaultParallelism
            shards = self.shards or max(least, -(-count // _PER_SHARD))
            place = f"{self.work.rstrip('/')}/{Path(folder).name}" if self.work else folder
            field = spark.Spark(session, shards, place)
            running.link(connection, limits, field)
            if self.links:
                field.write(warehouse.arrow(connection, _LINKS), self.links)


def here(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Links and classes by this machine, of issues alone that something since could change."""
    match.link(connection, limits, program.making_hash())


def linker(on: OnSpark | None, beside: Path) -> Linker:
    """What links the issues of a warehouse in the folder `beside`."""
    return partial(on.link, beside=beside) if on else here
