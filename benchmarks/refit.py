"""What verdicts teach: bars refitted on 200 of them, tried on registers of another seed.

    python -m benchmarks.refit BENCH [--count 20000] [--verdicts 200] [--error .05] [--write]

Registers of one seed are matched, and reviewers judge the links nearest to the bars, or a sample
of the links near them; each verdict is the truth, but for a share that errs. What `fivelens review
learn` proposes from them is then set for registers of a seed that nothing was fitted on.
"""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import match, settings, warehouse
from analysis.review import intake, learning, queue, verdicts
from benchmarks import matching, registers, scores

RESULTS = Path(__file__).parent / "results" / "refit.md"
_CHOICES = ("nearest first", "at random")
_NOW = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
_KINDS = ("reworded_only", "needs_review")
_TRUE = """
select links.issue_id, links.prior_issue_id, newer.root = older.root as is_copy
from linked.links as links
inner join truth as newer on newer.id = links.issue_id::bigint
inner join truth as older on older.id = links.prior_issue_id::bigint
where links.is_best
order by links.issue_id
"""
# The bare registers of the benchmarks hold their texts once, which people's cards do not read.
_TEXTS = """
select issues.* replace (truth.text as issue_text)
from clean.issues as issues
inner join truth on truth.id = issues.issue_id::bigint
order by issues.issue_id
"""


class Trial(NamedTuple):
    """What one reviewer's verdicts led to."""

    choice: str
    reviewer: int
    proposal: learning.Proposal


@click.command()
@click.argument("bench", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--count", default=20_000, help="issues of a register")
@click.option("--verdicts", "verdict_count", default=200)
@click.option("--error", default=0.05, help="share of verdicts that are wrong")
@click.option("--seeds", nargs=3, default=(2, 3, 4), help="fitted on, and two to try it on")
@click.option("--reviewers", default=5, help="how often the verdicts are drawn")
@click.option("--write", is_flag=True)
def main(bench: Path, **asked: Any) -> None:
    """Print the table for registers made by BENCH/gen.py."""
    with tempfile.TemporaryDirectory() as folder:
        made = [_registers(bench, asked["count"], seed, Path(folder)) for seed in asked["seeds"]]
        trials = list(_trials(made[0], asked, Path(folder)))
        tried = _tried(made[1:], trials)
    page = "\n".join(_page(trials, tried, asked))
    print(page)
    if asked["write"]:
        RESULTS.write_text(page + "\n", encoding="utf-8")


def _registers(bench: Path, count: int, seed: int, folder: Path) -> Path:
    made = folder / f"{seed}.parquet"
    command = [sys.executable, "-m", "benchmarks.truth", bench / "gen.py", count, seed, made]
    subprocess.run([*map(str, command)], check=True, stdout=subprocess.DEVNULL)
    return made


def _trials(data: Path, asked: dict[str, Any], folder: Path) -> list[Trial]:
    limits = settings.load().match
    with warehouse.connect(folder / "fit.duckdb", read_only=False) as connection:
        registers.clean(connection, matching.received(data))
        match.link(connection, limits)
        warehouse.stage(connection, "truth", pq.read_table(data))
        warehouse.materialise(connection, "clean.issues", _TEXTS)
        truth = {tuple(pair): copy for *pair, copy in warehouse.rows(connection, _TRUE)}
        listed = queue.doubtful(connection, limits)
        links = listed.loc[listed["shown_class"].isin(_KINDS)].to_dict("records")
        pairs = intake.known_pairs(connection, None)
        found = []
        for choice in _CHOICES:
            for reviewer in range(asked["reviewers"]):
                chosen = _chosen(links, choice, reviewer, asked["verdict_count"])
                decisions = folder / f"{choice}-{reviewer}"
                _judge([pairs[key] for key in chosen], truth, decisions, (reviewer, asked["error"]))
                verdicts.prepare(connection, decisions)
                found.append(Trial(choice, reviewer, learning.propose(connection, limits)))
    return found


def _chosen(links: Sequence[Any], choice: str, reviewer: int, count: int) -> list[str]:
    keys = [link["pair_key"] for link in links]
    return keys[:count] if choice == _CHOICES[0] else random.Random(reviewer).sample(keys, count)


def _judge(
    pairs: Sequence[Any], truth: dict[Any, bool], decisions: Path, told: tuple[int, float]
) -> None:
    """One verdict of one reviewer on each link: the truth, but for a share that errs."""
    reviewer, error = told
    drawn = random.Random(1000 + reviewer)
    for pair in pairs:
        is_copy = truth[pair["issue_id"], pair["prior_issue_id"]] ^ (drawn.random() < error)
        verdict = "confirmed" if is_copy else "dismissed"
        intake.record(decisions, pair, {"verdict": verdict, "reviewer": "one"}, now=_NOW)


def _tried(data: Sequence[Path], trials: Sequence[Trial]) -> dict[learning.Bars, list[float]]:
    """F1 by the contract's classes on each register, by the bars that were set."""
    limits = settings.load().match
    asked = {learning.present(limits), *(trial.proposal.bars for trial in trials)} - {None}
    return {bars: [_f1(path, bars) for path in data] for bars in sorted(asked)}


def _f1(data: Path, bars: learning.Bars) -> float:
    table: pa.Table = pq.read_table(data)
    with warehouse.connect(":memory:", read_only=False) as connection:
        registers.clean(connection, matching.received(data))
        match.link(connection, settings.load().match.model_copy(update=bars._asdict()))
        found = scores.scores(connection, table)
    return next(one.value for one in found if one.name.startswith("F1 (by the contract"))


def _page(trials: Sequence[Trial], tried: dict[Any, list[float]], asked: dict[str, Any]) -> Any:
    now = learning.present(settings.load().match)
    fitted, *others = asked["seeds"]
    yield "# Bars refitted on verdicts\n"
    yield (
        f"Made by `python -m benchmarks.refit BENCH --write`: {asked['count']:,} issues a register,"
        f" {asked['verdict_count']} verdicts on links of seed {fitted},"
        f" {asked['error']:.0%} of them wrong, {asked['reviewers']} draws of each choice of links."
        f" F1 by the contract's classes; seeds {others[0]} and {others[1]} were used for no fit."
    )
    yield "\n| links judged | draw | edit | pairs | words | F1 kept out, now | proposed | offered |"
    yield "|---|---|---|---|---|---|---|---|"
    for trial in trials:
        bars, before, after = trial.proposal[4:]
        told = [f"{bar:.3f}" for bar in bars] if bars else ["too few"] * 3
        said = "yes" if trial.proposal.is_better else "no"
        cells = [trial.choice, str(trial.reviewer), *told, f"{before.f1:.4f}", f"{after.f1:.4f}"]
        yield f"| {' | '.join([*cells, said])} |"
    yield f"\n{_verdict(trials, tried, tried[now])}"
    yield f"\n| edit | pairs | words | F1, seed {others[0]} | F1, seed {others[1]} | |"
    yield "|---|---|---|---|---|---|"
    for bars, found in tried.items():
        offered = any(trial.proposal.bars == bars and trial.proposal.is_better for trial in trials)
        mark = "as they stand" if bars == now else "offered" if offered else "not offered"
        cells = [f"{value:.3f}" for value in bars] + [f"{value:.4f}" for value in found]
        yield f"| {' | '.join([*cells, mark])} |"


def _verdict(trials: Sequence[Trial], tried: dict[Any, list[float]], now: Sequence[float]) -> str:
    """In words: how many of the offered proposals did better, and worse, on unseen registers."""
    said = []
    for choice in _CHOICES:
        offered = [one.proposal for one in trials if one.choice == choice]
        found = [tried[one.bars] for one in offered if one.bars and one.is_better]
        higher = sum(all(a > b for a, b in zip(one, now, strict=True)) for one in found)
        lower = sum(all(a < b for a, b in zip(one, now, strict=True)) for one in found)
        said.append(
            f"{choice}, {higher} of {len(found)} offered proposals raise F1 on both registers and"
            f" {lower} lower it on both"
        )
    return (
        f"Links judged {'; '.join(said)}. A 0 before the proposal: no link nearest to the bars was"
        " called a rewording."
    )


if __name__ == "__main__":
    main()
