"""Shards on Spark: pieces of tables are rows of one frame, moved by Spark and read by the engine.

A piece is a row of three columns: the shard where it lies, the name of its table, and its rows as
an Arrow stream. Spark knows no more of the tables; it moves pieces to their shards, starts the
work there, and does it again elsewhere where a machine is lost.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import pyarrow as pa

from analysis import errors
from analysis.match.scattering.fields import Route, Rows, Work

PIECES = "shard int, name string, piece binary"
_SCHEMA = pa.schema([("shard", pa.int32()), ("name", pa.string()), ("piece", pa.binary())])
_ROWS = 50_000  # of a table in one piece
_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


class _Held(NamedTuple):
    """A frame of pieces, and the steps that it reads, each with the table's name in it."""

    frame: Any
    steps: tuple[tuple[int, str], ...]


class Spark:
    """A field of shards that a Spark session holds.

    What a step makes lies as Parquet in `folder`, which all machines of the cluster reach: what
    was done is not done again where a machine is lost, and no plan grows from step to step.
    """

    def __init__(self, session: Any, shards: int, folder: str) -> None:
        self._session, self.shards, self._folder = session, shards, folder.rstrip("/")
        self._alive: dict[int, set[str]] = {}
        self._count = 0
        session.conf.set("spark.sql.shuffle.partitions", str(shards))

    def put(self, table: pa.Table) -> Rows:
        """As `Field.put`."""
        pieces = list(_pieces([("", place, part) for place, part in _parts(table, self.shards)]))
        made = pa.Table.from_batches(pieces, _SCHEMA)
        frame = self._session.createDataFrame(made, PIECES)
        return Rows(_Held(frame, ()), table.schema)

    def send(self, rows: Rows, route: Route, schema: pa.Schema) -> Rows:
        """As `Field.send`."""

        def sent(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for shard, _, table in _read(batches):
                yield from _pieces(("", there, part) for there, part in route(shard, table))

        return Rows(_Held(rows.held.frame.mapInArrow(sent, PIECES), ()), schema)

    def work(
        self, tables: Sequence[tuple[str, Rows]], work: Work, made: Mapping[str, pa.Schema]
    ) -> dict[str, Rows]:
        """As `Field.work`."""

        def worked(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            shard, whole = _gathered(batches)
            yield from _pieces(work(shard, whole))

        lying = _named(*tables[0])
        for name, rows in tables[1:]:
            lying = lying.union(_named(name, rows))
        worked.__annotations__ = {
            "batches": Iterator[pa.RecordBatch],
            "return": Iterator[pa.RecordBatch],
        }
        step, self._count = self._count, self._count + 1
        frame = lying.groupBy("shard").applyInArrow(worked, PIECES)
        frame.write.partitionBy("name").parquet(f"{self._folder}/{step}", compression="none")
        self._alive[step] = set(made)
        read = self._session.read.schema(PIECES).parquet(f"{self._folder}/{step}")
        frame = read.select("shard", "name", "piece")
        return {
            name: Rows(_Held(frame.where(frame.name == name), ((step, name),)), schema)
            for name, schema in made.items()
        }

    def join(self, one: Rows, other: Rows) -> Rows:
        """As `Field.join`."""
        frame = one.held.frame.union(other.held.frame)
        return Rows(_Held(frame, one.held.steps + other.held.steps), one.schema)

    def get(self, rows: Rows) -> pa.Table:
        """As `Field.get`."""
        pieces = _read(rows.held.frame.toArrow().to_batches())
        return pa.concat_tables([rows.schema.empty_table(), *(table for *_, table in pieces)])

    def drop(self, rows: Rows) -> None:
        """As `Field.drop`."""
        for step, name in rows.held.steps:
            self._alive[step].discard(name)
            if not self._alive[step]:
                self._delete(f"{self._folder}/{step}")

    def write(self, table: pa.Table, folder: str) -> None:
        """Put a table of the driver into a folder or URL as Parquet, in place of what is there."""
        self._session.createDataFrame(table).write.mode("overwrite").parquet(folder)

    def _delete(self, folder: str) -> None:
        context = self._session.sparkContext
        path = context._jvm.org.apache.hadoop.fs.Path(folder)
        path.getFileSystem(context._jsc.hadoopConfiguration()).delete(path, True)


@contextmanager
def session(master: str) -> Iterator[Any]:
    """A Spark session on the cluster at `master`, stopped at the end.

    Raises:
        UsageError: PySpark or Java is not installed here, or nothing answers at `master`.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        from pyspark.sql import SparkSession
    except ImportError as failure:
        raise errors.UsageError(
            "PySpark is not installed here.", "Install it: pip install 'five-lenses[spark]'."
        ) from failure
    builder = SparkSession.builder.master(master).appName("five lenses")
    for name, value in _options(master).items():
        builder = builder.config(name, value)
    try:
        opened = builder.getOrCreate()
    except Exception as failure:
        raise errors.UsageError(
            f"Spark does not start with the master {master}: {str(failure).splitlines()[0]}",
            "Spark needs Java 17 here, and the address of a master that runs:"
            " local[2], spark://HOST:7077, yarn.",
        ) from failure
    opened.sparkContext.setLogLevel("ERROR")
    try:
        yield opened
    finally:
        opened.stop()


def _options(master: str) -> dict[str, str]:
    """What the engine needs of Spark; memory and cores are the cluster's own affair."""
    here = {"spark.driver.host": "127.0.0.1"} if master.startswith("local") else {}
    return here | {
        # Pieces are some megabytes each: few at a time.
        "spark.sql.execution.arrow.maxRecordsPerBatch": "8",
        # A piece stays at its shard, however small its neighbours are.
        "spark.sql.adaptive.enabled": "false",
        "spark.driver.maxResultSize": "0",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }


def _named(name: str, rows: Rows) -> Any:
    from pyspark.sql import functions

    return rows.held.frame.withColumn("name", functions.lit(name))


def _parts(table: pa.Table, shards: int) -> Iterator[tuple[int, pa.Table]]:
    """The table in pieces, at one shard after the other."""
    for number, start in enumerate(range(0, len(table), _ROWS)):
        yield number % shards, table.slice(start, _ROWS)


def _pieces(parts: Iterable[tuple[str, int, pa.Table]]) -> Iterator[pa.RecordBatch]:
    for name, shard, table in parts:
        for start in range(0, len(table), _ROWS):
            piece = _written(table.slice(start, _ROWS))
            yield pa.RecordBatch.from_arrays(
                [
                    pa.array([shard], pa.int32()),
                    pa.array([name], pa.string()),
                    pa.array([piece], pa.binary()),
                ],
                schema=_SCHEMA,
            )


def _written(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=_OPTIONS) as stream:
        stream.write_table(table)
    piece: bytes = sink.getvalue().to_pybytes()
    return piece


def _read(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[int, str, pa.Table]]:
    for batch in batches:
        for shard, name, piece in zip(*(batch.column(place) for place in range(3)), strict=True):
            table = pa.ipc.open_stream(piece.as_buffer()).read_all()
            yield shard.as_py(), name.as_py(), table


def _gathered(batches: Iterable[pa.RecordBatch]) -> tuple[int, dict[str, pa.Table]]:
    shard = 0
    found: dict[str, list[pa.Table]] = {}
    for here, name, table in _read(batches):
        shard = here
        found.setdefault(name, []).append(table)
    return shard, {name: pa.concat_tables(tables) for name, tables in found.items()}
