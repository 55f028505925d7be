"""Runs the cells of notebooks, one after the other, in a process that serves nobody else.

The server from which these processes are forked imports this module, and with it all that takes
long: each process begins with everything at hand.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import connection
from typing import Any

from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.jsonutil import json_default
from traitlets.config import Config

_DROPPED = ("JUPYTER_", "IPYTHON", "PYTHON", "JPY_")


@dataclass(frozen=True)
class Reply:
    """What a cell showed (`data` and `metadata` of each), and how it failed: name and text."""

    outputs: list[dict[str, Any]] = field(default_factory=list)
    error: tuple[str, str] | None = None


def serve(
    pipe: connection.Connection,
    lifeline: connection.Connection,
    home: str,
    others: Sequence[connection.Connection] = (),
) -> None:
    """Run what comes through `pipe` until it closes: `begin` with a folder, or `cell` with a text.

    Args:
        pipe: to whoever asks.
        lifeline: closes when whoever asks has gone, however that ended.
        home: folder for what the shell may want to keep.
        others: ends of pipes that are not ours and came with us.
    """
    for end in others:
        end.close()
    _stand_alone(home)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    shell: Any = None  # IPython has no types that hold
    while True:
        try:
            kind, content = pipe.recv()
        except (EOFError, OSError):
            _end()
        if kind == "begin":
            os.chdir(content)
            shell = _new_shell()
            pipe.send(Reply())
        elif shell is not None:
            pipe.send(_run(shell, content))


def _stand_alone(home: str) -> None:
    """A session of its own, so that all it starts ends with it; nothing of the user's settings."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for name in [name for name in os.environ if name.startswith(_DROPPED)]:
        del os.environ[name]
    os.environ.update(IPYTHONDIR=home, PYTHONUTF8="1")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.path.insert(0, "")


def _end_with(lifeline: connection.Connection) -> None:
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        _end()


def _end() -> None:
    os.killpg(0, signal.SIGKILL)


def _new_shell() -> Any:
    """A shell that knows nothing of the notebook before."""
    InteractiveShell.clear_instance()
    options = Config()
    options.HistoryManager.enabled = False
    shell: Any = InteractiveShell.instance(config=options)
    publisher: Any = CapturingDisplayPublisher
    shell.display_pub = publisher(shell=shell)
    return shell


def _run(shell: Any, source: str) -> Reply:
    outputs: list[dict[str, Any]] = []

    def collect(value: Any) -> None:
        if value is not None:
            data, metadata = shell.display_formatter.format(value)
            outputs.append({"data": data, "metadata": metadata})

    shell.display_trap.hook = collect
    result = shell.run_cell(source, store_history=True)
    shown = [*shell.display_pub.outputs, *outputs]
    shell.display_pub.outputs = []
    failure = result.error_before_exec or result.error_in_exec
    error = (type(failure).__name__, str(failure)) if failure else None
    return Reply([_as_json(each) for each in shown], error)


def _as_json(output: dict[str, Any]) -> dict[str, Any]:
    """The output as a notebook would hold it."""
    bundle = {name: output.get(name) or {} for name in ("data", "metadata")}
    made: dict[str, Any] = json.loads(json.dumps(bundle, default=json_default))
    return made
