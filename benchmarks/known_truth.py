"""Registers with a known truth, from spreadsheet to printed figure: bias, coverage and refusals.

    python benchmarks/known_truth.py [SETTING …] [--seeds 20] [--at COMMIT] [--keep ROWS] [--write]

Each run writes registers, inspections and status events as workbooks, builds the warehouse by the
whole chain and reads the frames that the pages print. `--at COMMIT` does the same with the program
of an earlier commit (in a work tree of its own), for the lines beside. `--keep ROWS` holds what was
run already, one line a run, so that a long series may be done in parts; a page is made of all of
it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import truth_figures
import truth_page
import truth_registers

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "known_truth.md"
_OURS = ("known_truth.py", "truth_figures.py", "truth_page.py", "truth_registers.py")
_NOW = "now"


def main() -> None:
    chosen = _asked()
    run_here = chosen.named or not chosen.at
    rows = _here(chosen) if run_here else _earlier(chosen)
    page = "\n".join(truth_page.lines(rows))
    print(page)
    if chosen.write:
        RESULTS.write_text(page + "\n", encoding="utf-8")


def run(name: str, seed: int) -> dict[str, Any]:
    """One setting with one seed: what the page prints beside what is true."""
    made = truth_registers.make(truth_registers.SETTINGS[name], seed)
    with tempfile.TemporaryDirectory() as folder:
        truth_registers.write(made, Path(folder) / "in")
        printed = truth_figures.printed(Path(folder))
    return truth_figures.beside_truth(printed, made)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("settings", nargs="*", default=list(truth_registers.SETTINGS))
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--at", metavar="COMMIT", help="with the program of an earlier commit")
    parser.add_argument("--keep", metavar="ROWS", type=Path, help="file of what was run already")
    parser.add_argument("--named", metavar="NAME", help="what to call the program that runs here")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    return parser.parse_args()


def _here(chosen: argparse.Namespace) -> list[dict[str, Any]]:
    """The rows kept so far and those of the runs that are missing among them."""
    at = chosen.named or _NOW
    rows = _kept(chosen.keep)
    known = {(row["at"], row["setting"], row["seed"]) for row in rows}
    for name in chosen.settings:
        for seed in range(chosen.seeds):
            if (at, name, seed) not in known:
                row = {"at": at, "setting": name, "seed": seed, **run(name, seed)}
                rows.append(row)
                _keep(chosen.keep, row)
    return rows


def _earlier(chosen: argparse.Namespace) -> list[dict[str, Any]]:
    """The same runs with the program of another commit, these scripts laid into its work tree."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        keep = (chosen.keep or Path(folder) / "rows.jsonl").resolve()
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--detach", str(tree), chosen.at], check=True)
        try:
            _lay(tree)
            asked = ["--named", chosen.at, "--keep", str(keep), "--seeds", str(chosen.seeds)]
            _apart(tree, [*chosen.settings, *asked])
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)
        return _kept(keep)


def _lay(tree: Path) -> None:
    for name in _OURS:
        source = (Path(__file__).parent / name).read_text(encoding="utf-8")
        (tree / "benchmarks" / name).write_text(source, encoding="utf-8")


def _apart(tree: Path, words: Sequence[str]) -> None:
    """This script in a process that imports the program of `tree`."""
    script = str(tree / "benchmarks" / "known_truth.py")
    subprocess.run(
        [sys.executable, script, *words],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PATH": "/usr/bin:/bin"},
    )


def _kept(path: Path | None) -> list[dict[str, Any]]:
    return list(_lines(path)) if path and path.is_file() else []


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _keep(path: Path | None, row: dict[str, Any]) -> None:
    if path:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
