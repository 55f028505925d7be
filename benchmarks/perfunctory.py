"""Fits and scores perfunctory entries: `python -m benchmarks.perfunctory FOLDER`.

FOLDER holds `entries.csv`: the check item, the entry, and whether it reports nothing. Weights are
fitted on the even half (by the number in `entry_id`) by ridge logistic regression; the odd half is
what is reported, beside what the length of the text alone gives.
"""

from __future__ import annotations

import csv
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
from scipy import stats

from analysis.text.elements import perfunctory

_RIDGE = 0.5
_STEPS = 50

Values = npt.NDArray[np.float64]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--misses", is_flag=True, help="print what is far off in the even half")
def main(folder: Path, misses: bool) -> None:
    """Print the weights fitted on one half, and the area under the curve for both."""
    with (folder / "entries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    true = np.array([row["is_perfunctory"] == "1" for row in rows])
    is_even = np.array([int(row["entry_id"][2:]) % 2 == 0 for row in rows])
    found = np.array([perfunctory.score(row["standard_text"], row["entry_text"]) for row in rows])
    told = np.array([perfunctory.parts(row["standard_text"], row["entry_text"]) for row in rows])
    lengths = np.array([-len(row["entry_text"]) for row in rows], np.float64)
    for name, weight in zip(
        ("intercept", *perfunctory.Parts._fields), fitted(told[is_even], true[is_even]), strict=True
    ):
        print(f"{name} = {weight:.2f}")
    for half, chosen in (("even", is_even), ("odd", ~is_even)):
        print(
            f"{half}: {chosen.sum()} entries, AUC {area(found[chosen], true[chosen]):.3f};"
            f" by length alone {area(lengths[chosen], true[chosen]):.3f}"
        )
    for row, value, label in zip(rows, found, true, strict=True):
        if misses and int(row["entry_id"][2:]) % 2 == 0 and abs(value - label) > 0.5:
            print(f"{value:.2f} {int(label)} {row['standard_text']} | {row['entry_text']}")


def fitted(told: Values, true: npt.NDArray[np.bool_]) -> Values:
    """Intercept and weights by Newton's method, the weights drawn to nought by a ridge."""
    rows = np.column_stack([np.ones(len(told)), told])
    ridge = np.diag([0.0] + [_RIDGE] * told.shape[1])
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (true - chance) - ridge @ weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        weights += np.linalg.solve(bend, slope)
    return weights


def area(found: Values, true: npt.NDArray[np.bool_]) -> float:
    """The chance that a perfunctory entry has the higher score (Mann and Whitney 1947)."""
    ranks = stats.rankdata(found)
    ones = int(true.sum())
    above = ranks[true].sum() - ones * (ones + 1) / 2
    return float(above / (ones * (len(true) - ones)))


if __name__ == "__main__":
    main()
