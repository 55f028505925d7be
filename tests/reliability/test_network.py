"""R9: nothing reaches for the network, in the tests or in a run with all its kernels."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request

import pytest


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
        lambda: socket.socket(socket.AF_INET6).connect(("2001:db8::1", 80)),
        lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)),
        lambda: urllib.request.urlopen("http://example.invalid/", timeout=1),
    ],
    ids=["v4", "v6", "datagram", "name"],
)
def test_r9_a_test_that_reaches_for_the_network_fails(reach):
    with pytest.raises(RuntimeError, match="a test reached for the network"):
        reach()


def test_r9_this_machine_may_talk_to_itself():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()


@pytest.mark.slow
def test_r9_a_run_with_all_its_kernels_needs_no_network(registers, tmp_path):
    """In a network of its own, in which there is not even a loopback address."""
    alone = ["unshare", "--net"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*alone, "true"], capture_output=True).returncode
    ):
        pytest.skip("a network of its own is not allowed here")
    words = ["run", str(registers), "--out", str(tmp_path / "out"), "--unit", "007"]
    done = subprocess.run(
        [*alone, sys.executable, "-m", "analysis", *words],
        env={**os.environ, "TMPDIR": "/tmp"},  # short, so that kernels talk over files
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    record = json.loads((tmp_path / "out" / "site" / "run.json").read_text(encoding="utf-8"))
    assert len(record["pages"]) >= 5
    assert {page["status"] for page in record["pages"]} == {"published"}
