"""The first run of a version says what it is doing while it compiles."""

import logging
import time

from analysis.pipeline import heartbeat
from analysis.text.rows import compiling


def test_a_first_run_tells_how_far_compiling_is(caplog, monkeypatch):
    monkeypatch.setattr(compiling, "_IS_FIRST", True)
    with caplog.at_level(logging.INFO, "fivelens"), heartbeat.while_compiling("match", every=0.01):
        time.sleep(0.2)
    assert "functions compiled so far" in caplog.text and "match" in caplog.text


def test_later_runs_say_nothing(caplog, monkeypatch):
    monkeypatch.setattr(compiling, "_IS_FIRST", False)
    with caplog.at_level(logging.INFO, "fivelens"), heartbeat.while_compiling("match", every=0.01):
        time.sleep(0.1)
    assert caplog.text == ""
