"""The page of registers with a known truth: a line for each setting and program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import truth_registers

Rows = Sequence[dict[str, Any]]
_KINDS = ("share", "coarse", "quantified", "difference", "ratio", "within", "worst")
_HEAD = """# Registers whose truth is known

Written by `python benchmarks/known_truth.py --keep ROWS --write`: up to {seeds} seeds to a setting;
spreadsheets of registers, inspections and status events with a known effect, through the whole
program. Each cell: mean of what is printed (true mean), of the printed 95 % intervals how many
hold the truth; a run that is missing there was refused in a sentence. Shares: back in the next year
looked at; back within two years under coarse and under quantified measures; their difference is
told as bias in points. Ratio: yearly risk under quantified measures over coarse ones, adjusted
(geometric mean). After a failure: back at the next look after a coarse measure failed, where the
next one was coarse again, less where it was quantified (bias in points). Bad units: returns of the
worst quarter of units a year on, over what was to be expected (true 1). None: how many of the
printed ratios hold 1. Called: runs in which a unit is called outlying.

| setting | program | next look | two years, coarse | two years, quantified | difference | ratio |\
 after a failure | bad units | none | called |
|---|---|---|---|---|---|---|---|---|---:|---:|"""


def lines(rows: Rows) -> Iterator[str]:
    """The page in Markdown, of rows with `at`, `setting`, `seed` and the figures of a run."""
    yield _HEAD.format(seeds=1 + max((row["seed"] for row in rows), default=-1))
    programs = list(dict.fromkeys(row["at"] for row in rows))
    for name in truth_registers.SETTINGS:
        for at in programs:
            chosen = [row for row in rows if row["setting"] == name and row["at"] == at]
            if chosen:
                yield _line(name, at, chosen)
    yield "\nAll settings together, of printed intervals those that hold the truth:\n"
    for at in programs:
        yield _whole(at, [row for row in rows if row["at"] == at])
    yield ""
    for name, setting in truth_registers.SETTINGS.items():
        yield f"- **{name}**: {setting.told}"


def _line(name: str, at: str, rows: Rows) -> str:
    cells = [_cell(rows, kind) for kind in _KINDS]
    called = sum(row["called_units"] > 0 for row in rows)
    return f"| {name} | {at} | {' | '.join(cells)} | {_none(rows)} | {called} of {len(rows)} |"


def _cell(rows: Rows, kind: str) -> str:
    known = _known(rows, kind)
    if not known:
        return f"refused in {len(rows)} of {len(rows)}"
    refused = f", refused {len(rows) - len(known)}" if len(known) < len(rows) else ""
    return f"{_mean(known, kind)}; {_covered(known, kind)} of {len(known)}{refused}"


def _mean(known: Rows, kind: str) -> str:
    values = np.array([[row[kind], row[f"{kind}_true"]] for row in known])
    if kind in ("difference", "within"):
        return f"{(values[:, 0] - values[:, 1]).mean() * 100:+.1f}"
    if kind in ("ratio", "worst"):
        return f"{np.exp(np.log(values[:, 0]).mean()):.2f} ({values[:, 1].mean():g})"
    printed, true = values.mean(axis=0)
    return f"{printed:.1%} ({true:.1%})"


def _none(rows: Rows) -> str:
    """How many of the printed ratios hold 1."""
    known = _known(rows, "ratio")
    return f"{sum(row['ratio_low'] <= 1 <= row['ratio_high'] for row in known)} of {len(known)}"


def _whole(at: str, rows: Rows) -> str:
    told = []
    for kind in _KINDS:
        known = _known(rows, kind)
        if known:
            covered = _covered(known, kind)
            told.append(f"{kind} {covered} of {len(known)} ({covered / len(known):.0%})")
    null = [row for row in _known(rows, "ratio") if row["ratio_true"] == 1]
    return f"- {at}: {', '.join(told)}; where nothing has an effect, {_none(null)} hold 1"


def _known(rows: Rows, kind: str) -> Rows:
    # A ratio of nothing returned is no figure of a logarithm; the page refuses it.
    return [row for row in rows if row.get(kind) is not None and (kind != "worst" or row[kind] > 0)]


def _covered(known: Rows, kind: str) -> int:
    return sum(row[f"{kind}_low"] <= row[f"{kind}_true"] <= row[f"{kind}_high"] for row in known)
