"""On Spark the same links, also where a machine is lost in the middle."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

from analysis import settings
from analysis.match.scattering import running, spark
from analysis.pipeline import spread, stages

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not find_spec("pyspark"), reason="PySpark is not installed: [spark]"),
    pytest.mark.skipif(not shutil.which("java"), reason="no Java on this machine"),
]
LIMITS = settings.load().match
BOUND = 900  # seconds that a cluster of two workers may take, on a machine that others use


@pytest.fixture
def bundled(pingyi_warehouse, tmp_path):
    """A copy of the bundled case, matched on one machine."""
    copied = tmp_path / "w.duckdb"
    shutil.copy(pingyi_warehouse, copied)
    return copied


def linked(path):
    """Links and classes in one order: verdicts, where they are applied, put links in another."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return [
            connection.sql(f"from linked.{name} order by all").to_arrow_table()
            for name in ("links", "classes")
        ]


def test_on_two_cores_the_bundled_case_has_the_same_links(bundled, tmp_path):
    whole = linked(bundled)
    parquet = tmp_path / "links"
    on = spread.OnSpark("local[2]", shards=3, links=str(parquet))
    stages.link(bundled, settings.load(), on=on)
    assert all(one.equals(other) for one, other in zip(whole, linked(bundled), strict=True))
    told = duckdb.sql(f"select count(*) from read_parquet('{parquet}/*.parquet')").fetchall()
    assert told == [(len(whole[0]),)]
    assert not list(tmp_path.glob("spark-*")), "pieces were left behind"


class Cluster:
    """A standalone master and two workers on this machine, each a process of its own."""

    def __init__(self, folder):
        self.folder, self.started = folder, []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"spark://127.0.0.1:{self.port}"

    def __enter__(self):
        self._start("master.Master", "--port", str(self.port), "--webui-port", "0")
        for number in range(2):
            place = self.folder / f"worker{number}"
            told = ("--cores", "1", "--memory", "2g", "--work-dir", str(place))
            self._start("worker.Worker", *told, "--webui-port", "0", self.url)
        return self

    def _start(self, name, *told):
        home = Path(find_spec("pyspark").origin).parent
        known = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        command = [str(home / "bin/spark-class"), f"org.apache.spark.deploy.{name}"]
        with (self.folder / f"{len(self.started)}.log").open("w") as log:
            process = subprocess.Popen(
                [*command, "--host", "127.0.0.1", *told],
                env=os.environ | known,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started.append(process)

    def kill(self, number):
        """As if the machine were gone: the worker and what it started."""
        os.killpg(self.started[number].pid, signal.SIGKILL)

    def __exit__(self, *_):
        for process in self.started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def test_a_lost_worker_changes_nothing(bundled, tmp_path):
    whole, started = linked(bundled), time.monotonic()
    with Cluster(tmp_path) as cluster, spark.session(cluster.url) as session:
        field = spark.Spark(session, 2, str(tmp_path / "work"))
        working = field.work
        lost = threading.Event()

        def work(*told):
            if not lost.is_set() and len(list((tmp_path / "work").glob("*"))) >= 4:
                lost.set()
                threading.Timer(1, cluster.kill, [1]).start()
            return working(*told)

        field.work = work
        with duckdb.connect(str(bundled)) as connection:
            running.link(connection, LIMITS, field)
    assert lost.is_set() and cluster.started[1].poll() is not None
    assert all(one.equals(other) for one, other in zip(whole, linked(bundled), strict=True))
    assert time.monotonic() - started < BOUND
