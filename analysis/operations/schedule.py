"""A schedule for cron, systemd or GitHub that calls the command a person would type."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from analysis import errors

KINDS = ("cron", "systemd", "github")
# Monday before work: registers are filed during the week, and nobody waits for the pages then.
_MINUTE, _HOUR, _DAY = 30, 6, 1


def schedule(kind: str, arguments: Sequence[str], *, program: str, folder: Path) -> str:
    """The text of a schedule that runs `program` with `arguments` in `folder` each Monday.

    The command itself holds the lock of its --out folder, so a run that takes longer than a week
    is not joined by a second one; what it says is appended to `logs/schedule.log` there, beside
    the run logs.

    Raises:
        UsageError: an unknown kind, no arguments, or an argument that cannot stand in a schedule.
    """
    if kind not in KINDS:
        raise errors.UsageError(
            f"There is no schedule {kind!r}.", f"Choose one of: {', '.join(KINDS)}."
        )
    if not arguments:
        raise errors.UsageError(
            "There is nothing to schedule.",
            "Put the command behind --: fivelens schedule cron -- run registers --out out",
        )
    # GitHub would fill in what stands in ${{ }} before any shell sees the quotes.
    if any(
        re.search(r"[\x00-\x1f\x7f]|\$\{\{", word) for word in (*arguments, program, str(folder))
    ):
        raise errors.UsageError(
            "A line break, a control character or ${{ cannot stand in a schedule.",
            "Rename the file or folder that has one.",
        )
    if kind == "github":
        program = "fivelens"  # what pip installs there
    return _WRITERS[kind](shlex.join([program, *arguments]), folder, _logs(arguments))


def _logs(arguments: Sequence[str]) -> str:
    """The folder of the run logs: in --out, or beside --warehouse."""
    words = [part for word in arguments for part in _split(word)]
    given = dict(pairwise(words))
    if "--warehouse" in given:
        return str(Path(given["--warehouse"]).parent / "logs")
    return str(Path(given.get("--out", ".")) / "logs")


def _split(word: str) -> list[str]:
    """`--option=value` as two words."""
    name, has_value, value = word.partition("=")
    return [name, value] if has_value and name.startswith("--") else [word]


def _cron(command: str, folder: Path, logs: str) -> str:
    where, log = shlex.quote(str(folder)), shlex.quote(f"{logs}/schedule.log")
    line = f"cd {where} && mkdir -p {shlex.quote(logs)} && {command} >> {log} 2>&1"
    escaped = line.replace("%", "\\%")  # cron reads % as the end of the line
    return (
        "# Add by `crontab -e`. Minute, hour, day of month, month, day of week.\n"
        f"{_MINUTE} {_HOUR} * * {_DAY} {escaped}\n"
    )


def _systemd(command: str, folder: Path, logs: str) -> str:
    line = (
        f"mkdir -p {shlex.quote(logs)} && {command} >> {shlex.quote(f'{logs}/schedule.log')} 2>&1"
    )
    quoted = _unit_text(line)
    return (
        "# ~/.config/systemd/user/fivelens.service\n"
        "[Unit]\nDescription=Five Lenses: registers to pages\n\n"
        "[Service]\nType=oneshot\n"
        f"WorkingDirectory={str(folder).replace('%', '%%')}\n"
        f'ExecStart=/bin/sh -c "{quoted}"\n\n'
        "# ~/.config/systemd/user/fivelens.timer\n"
        "# then: systemctl --user enable --now fivelens.timer\n"
        "[Unit]\nDescription=Five Lenses every Monday\n\n"
        f"[Timer]\nOnCalendar=Mon *-*-* {_HOUR:02}:{_MINUTE:02}:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def _unit_text(line: str) -> str:
    """The line inside double quotes of a unit file."""
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return escaped.replace("%", "%%").replace("$", "$$")


def _github(command: str, folder: Path, logs: str) -> str:
    del folder  # the checkout is the folder
    log = shlex.quote(f"{logs}/schedule.log")
    steps = [f"mkdir -p {shlex.quote(logs)}", f"{command} >> {log} 2>&1"]
    script = "\n".join(f"          {step}" for step in steps)
    return (
        "# .github/workflows/fivelens.yml\n"
        "name: fivelens\n"
        "on:\n  schedule:\n"
        f'    - cron: "{_MINUTE} {_HOUR} * * {_DAY}"\n'
        "  workflow_dispatch:\n"
        "concurrency: fivelens\n"
        "jobs:\n  pages:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - uses: actions/checkout@v4\n"
        "      - uses: actions/setup-python@v5\n        with:\n"
        '          python-version: "3.11"\n'
        "      - run: pip install --require-hashes -r requirements.lock\n"
        "      - run: pip install --no-deps .\n"
        f"      - run: |\n{script}\n"
        "      - uses: actions/upload-artifact@v4\n        if: always()\n        with:\n"
        f"          name: logs\n          path: {shlex.quote(logs)}\n"
    )


_WRITERS = {"cron": _cron, "systemd": _systemd, "github": _github}
