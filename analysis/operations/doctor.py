"""What the machine has of what a run needs, and how to get what it lacks."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from analysis.publish import pdf

_PACKAGES = ("duckdb", "pandas", "plotly", "papermill", "nbconvert", "python-calamine", "opencc")
_PYTHON = (3, 11)
# The warehouse is copied before it is changed, and a site is a few hundred megabytes.
_DISK_BYTES = 2**30


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        name: what was looked at.
        status: `ok`; `missing` (something optional does not work); `wrong` (nothing works).
        found: what there is.
        remedy: how to get it, or "".
    """

    name: str
    status: str
    found: str
    remedy: str = ""


def examine(folder: Path) -> list[Finding]:
    """What was found of Python, packages, fonts, browser, space, and folders to write in.

    Args:
        folder: where results are to be written.
    """
    packages = [_package(name) for name in _PACKAGES]
    folders = [_writable(each) for each in (folder, Path(tempfile.gettempdir()))]
    return [_python(), *packages, _fonts(), _browser(), *folders, _disk(folder)]


def _python() -> Finding:
    is_new_enough = sys.version_info >= _PYTHON
    remedy = "" if is_new_enough else "Install Python 3.11 or newer; then `make PYTHON=python3.12`."
    return Finding("Python", "ok" if is_new_enough else "wrong", platform.python_version(), remedy)


def _package(name: str) -> Finding:
    try:
        return Finding(name, "ok", metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, "wrong", "not installed", "Run `make report`, which installs it.")


def _fonts() -> Finding:
    """Only pictures and PDF are drawn with the fonts of this machine; readers use their own."""
    remedy = "For PDF with Chinese: install Noto Sans CJK (Debian: apt install fonts-noto-cjk)."
    if shutil.which("fc-list") is None:
        return Finding("Chinese font", "missing", "cannot tell: there is no fc-list", remedy)
    listed = subprocess.run(
        ["fc-list", ":lang=zh", "family"], capture_output=True, text=True, timeout=30, check=False
    )
    families = sorted({line.partition(",")[0] for line in listed.stdout.splitlines() if line})
    if not families:
        return Finding("Chinese font", "missing", "none", remedy)
    return Finding("Chinese font", "ok", ", ".join(families[:3]))


def _browser() -> Finding:
    found = next(filter(None, map(shutil.which, pdf.BROWSERS)), None)
    if found is None:
        remedy = "Needed for PDF only: install Chromium (Debian: apt install chromium)."
        return Finding("browser", "missing", "none", remedy)
    return Finding("browser", "ok", found)


def _writable(folder: Path) -> Finding:
    existing = _existing(folder)
    try:
        with tempfile.TemporaryFile(dir=existing):
            return Finding(f"folder {folder}", "ok", "can be written")
    except OSError as failure:
        remedy = "Choose another folder, or ask for the right to write there."
        return Finding(f"folder {folder}", "wrong", failure.strerror or "cannot be written", remedy)


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(_existing(folder)).free
    told = f"{free / 2**30:,.1f} GiB free"
    if free < _DISK_BYTES:
        return Finding("disk", "wrong", told, "Free some space: 1 GiB is wanted.")
    return Finding("disk", "ok", told)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that there is."""
    candidates = (folder.absolute(), *folder.absolute().parents)
    return next(path for path in candidates if path.is_dir() and os.access(path, os.X_OK))
