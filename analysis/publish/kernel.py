"""The kernel that runs a notebook: our own Python, whatever kernels the machine has installed."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

import analysis

_PROJECT = Path(analysis.__file__).resolve().parents[1]
_LONGEST_ADDRESS = 90  # the system's limit for a socket's path is 107, "-1" to "-5" follow
_DROPPED = ("JUPYTER_", "IPYTHON", "PYTHON", "JPY_")


class OwnKernel(AsyncKernelManager):
    """Starts this interpreter, ignoring kernel specifications, profiles and paths of the machine.

    A specification called `python3` on JUPYTER_PATH or in a home folder would otherwise decide
    which program runs our notebooks. The kernel talks over sockets in a private folder where the
    system has them, so that no port is open.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._folder = Path(tempfile.mkdtemp(prefix="fivelens-"))
        self.autorestart = False
        address = str(self._folder / "kernel")
        if sys.platform != "win32" and len(address) < _LONGEST_ADDRESS:
            self.transport = "ipc"
            self.ip = address
        self.connection_file = str(self._folder / "connection.json")

    @property
    def kernel_spec(self) -> KernelSpec:
        """This interpreter, without history and without the settings of whoever runs it."""
        launcher = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        argv = [*launcher, "--HistoryManager.enabled=False"]
        return KernelSpec(argv=argv, language="python", display_name="Python 3")

    async def _async_start_kernel(self, **options: Any) -> None:
        environment = _environment(self._folder)
        await super()._async_start_kernel(**{**options, "env": environment})

    start_kernel = _async_start_kernel

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        shutil.rmtree(self._folder, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources


def _environment(folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_DROPPED)}
    ours = {
        "IPYTHONDIR": str(folder / "ipython"),
        "PYTHONPATH": str(_PROJECT),
        "PYTHONHASHSEED": "0",  # the same input gives the same bytes
        "PYTHONUTF8": "1",
    }
    return kept | ours
