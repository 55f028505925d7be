"""A page as a tagged PDF on A4, printed by the machine's Chromium."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from analysis import errors

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_SECONDS = 120  # for one page; a page with twenty-five charts takes four
# No network, no profile of whoever runs it; the clock runs ahead until the charts are drawn.
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-extensions",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--virtual-time-budget=8000",
)
_DATES = re.compile(rb"/(CreationDate|ModDate) \(D:[0-9]{14}")


def browser() -> str:
    """The browser that prints.

    Raises:
        PublishError: this machine has none.
    """
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    raise errors.PublishError(
        "PDF files need Chromium, which this machine does not have; the pages were made without.",
        "Install it (Debian: apt install chromium), or leave out --pdf.",
    )


def write(page: Path, target: Path, *, as_of: str | None) -> None:
    """Print the HTML file `page` to `target`, dated by its data so that its bytes are the same.

    Raises:
        PublishError: there is no browser, it failed, or it took too long.
    """
    with tempfile.TemporaryDirectory(prefix="fivelens-print-") as profile:
        options = [*_OPTIONS, f"--user-data-dir={profile}", f"--print-to-pdf={target.resolve()}"]
        _run([browser(), *options, page.resolve().as_uri()], page)
    if not target.is_file():
        raise errors.PublishError(
            f"The browser printed nothing of {page.name}.", "Open the page and print it by hand."
        )
    day = datetime.date.fromisoformat(as_of) if as_of else datetime.date(2000, 1, 1)
    dated = rb"/\1 (D:" + day.strftime("%Y%m%d000000").encode()
    target.write_bytes(_DATES.sub(dated, target.read_bytes()))


def _run(command: Sequence[str], page: Path) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as failure:
        raise errors.PublishError(
            f"{page.name} could not be printed: {type(failure).__name__}.",
            "Open the page in a browser and print it by hand.",
        ) from failure
