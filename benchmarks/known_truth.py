"""Registers with a known truth, from spreadsheet to printed figure: bias, coverage and refusals.

    python benchmarks/known_truth.py [SETTING …] [--seeds 20] [--at COMMIT] [--write]

Each run writes registers, inspections and status events as workbooks, builds the warehouse by the
whole chain and reads the frames that the pages print. `--at COMMIT` does the same with the program
of an earlier commit (in a work tree of its own), for the table beside.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import truth_figures
import truth_registers

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "known_truth.md"
_OURS = ("known_truth.py", "truth_figures.py", "truth_registers.py")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("settings", nargs="*", default=list(truth_registers.SETTINGS))
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--at", metavar="COMMIT", help="with the program of an earlier commit")
    parser.add_argument("--json", action="store_true", help="print the rows, not the page")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    chosen = parser.parse_args()
    if chosen.at:
        rows = _earlier(chosen)
    else:
        rows = list(_rows(chosen.settings, chosen.seeds, chosen.workers))
    if chosen.json:
        print(json.dumps(rows))
        return
    page = "\n".join(_page(rows, chosen.at or "this commit", chosen.seeds))
    print(page)
    if chosen.write:
        before = RESULTS.read_text(encoding="utf-8") if chosen.at and RESULTS.is_file() else ""
        RESULTS.write_text(f"{before}\n{page}\n".lstrip(), encoding="utf-8")


def run(task: tuple[str, int]) -> dict[str, Any]:
    """One setting with one seed: what the page prints beside what is true."""
    name, seed = task
    made = truth_registers.make(truth_registers.SETTINGS[name], seed)
    with tempfile.TemporaryDirectory() as folder:
        truth_registers.write(made, Path(folder) / "in")
        printed = truth_figures.printed(Path(folder))
    return {"setting": name, **truth_figures.beside_truth(printed, made)}


def _rows(settings: Sequence[str], seeds: int, workers: int) -> Iterator[dict[str, Any]]:
    tasks = [(name, seed) for name in settings for seed in range(seeds)]
    if workers == 1:
        yield from map(run, tasks)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(run, tasks)


def _earlier(chosen: argparse.Namespace) -> list[dict[str, Any]]:
    """The same runs with the program of another commit, these scripts laid into its work tree."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--detach", str(tree), chosen.at], check=True)
        try:
            for name in _OURS:
                source = (Path(__file__).parent / name).read_text(encoding="utf-8")
                (tree / "benchmarks" / name).write_text(source, encoding="utf-8")
            command = [sys.executable, str(tree / "benchmarks" / "known_truth.py")]
            asked = ["--json", "--seeds", str(chosen.seeds), "--workers", str(chosen.workers)]
            done = subprocess.run(
                [*command, *chosen.settings, *asked],
                check=True,
                capture_output=True,
                text=True,
                cwd=tree,
                env={"PYTHONPATH": str(tree), "PATH": "/usr/bin:/bin"},
            )
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


_HEAD = (
    "| setting | came back in the next look: printed, true, covered |"
    " difference at two years: bias in points, covered, printed |"
    " ratio: geometric mean, covered, printed | says no difference | units called |"
)


def _page(rows: list[dict[str, Any]], at: str, seeds: int) -> Iterator[str]:
    yield f"## {at}\n"
    yield (
        f"Written by `python benchmarks/known_truth.py --write`; {seeds} seeds to a setting."
        " Covered: of the printed intervals, how many hold the truth. A figure that is not printed"
        " was refused in a sentence.\n"
    )
    yield _HEAD
    yield "|---|---|---|---|---:|---:|"
    for name in dict.fromkeys(row["setting"] for row in rows):
        yield _line(name, [row for row in rows if row["setting"] == name])
    yield ""
    for name, setting in truth_registers.SETTINGS.items():
        yield f"- **{name}**: {setting.told}"


def _line(name: str, rows: list[dict[str, Any]]) -> str:
    share, gap, ratio = (_summed(rows, kind) for kind in ("share", "difference", "ratio"))
    calls = sum(row["called_units"] > 0 for row in rows)
    none = [row["ratio_low"] <= 1 <= row["ratio_high"] for row in rows if row["ratio"] is not None]
    return (
        f"| {name} | {_percent(share, 'mean')}, {_percent(share, 'true')}, {share['covered']} |"
        f" {_points(gap)}, {gap['covered']}, {gap['count']} of {len(rows)} |"
        f" {_geometric(rows)}, {ratio['covered']}, {ratio['count']} of {len(rows)} |"
        f" {sum(none)} of {len(none)} | {calls} of {len(rows)} |"
    )


def _summed(rows: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    known = [row for row in rows if row[kind] is not None]
    held = [row[f"{kind}_low"] <= row[f"{kind}_true"] <= row[f"{kind}_high"] for row in known]
    return {
        "count": len(known),
        "covered": f"{sum(held)} of {len(held)}",
        "mean": np.mean([row[kind] for row in known]) if known else None,
        "true": np.mean([row[f"{kind}_true"] for row in known]) if known else None,
    }


def _percent(summed: dict[str, Any], name: str) -> str:
    return "–" if summed[name] is None else f"{summed[name]:.1%}"


def _points(summed: dict[str, Any]) -> str:
    if summed["mean"] is None:
        return "–"
    return f"{(summed['mean'] - summed['true']) * 100:+.1f}"


def _geometric(rows: list[dict[str, Any]]) -> str:
    known = [row["ratio"] for row in rows if row["ratio"] is not None]
    return f"{np.exp(np.mean(np.log(known))):.2f}" if known else "–"


if __name__ == "__main__":
    main()
