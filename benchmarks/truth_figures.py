"""What the pages print of a warehouse, beside what is true of the registers it was made of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from truth_registers import Made, Spell

from analysis import indicators, settings, warehouse
from analysis.pipeline import stages

_BANDS = {"coarse": "low", "quantified": "high"}


def printed(folder: Path) -> dict[str, Any]:
    """The figures of the last register year, from workbooks in `folder/in`."""
    path, limits = folder / "warehouse.duckdb", settings.load()
    stages.build(path, stages.Inputs([folder / "in"]), limits)
    connection = warehouse.connect(path)
    try:
        year = indicators.reporting_year(connection)
        table = indicators.table(connection, year=year).set_index("name")
        two_years, ratios, worst = _microscope(connection, year, limits.publish.small_count)
        within = _within(connection, year)
    finally:
        connection.close()
    bands = two_years.set_index("band")
    return {
        "year": year,
        **{name: _of_band(bands, band) for name, band in _BANDS.items()},
        "within": _interval(within, ("difference", "difference_low", "difference_high")),
        "worst": _interval(worst.attrs, ("ratio", "ratio_low", "ratio_high")),
        "share": _interval(table.loc["one_year_return"], ("value", "low", "high")),
        "difference": _interval(
            two_years.attrs, ("difference", "difference_low", "difference_high")
        ),
        "ratio": _interval(ratios.attrs, ("ratio", "ratio_low", "ratio_high")),
        "called_units": _count(table.loc["outlying_units", "value"]),
    }


def beside_truth(found: dict[str, Any], made: Made) -> dict[str, Any]:
    """Each printed figure with its limits and what it should have been.

    The share is that of the cohort of the year before, the shares of two years and their difference
    those of the measures as they were given (nothing taken out); the ratio is the effect of a
    measure. No unit gets better or worse, so the worst ones have what is to be expected of them.
    """
    cohort = [spell for spell in made.spells if spell.year == found["year"] - 1]
    quantified = [spell for spell in made.spells if spell.is_quantified]
    coarse = [spell for spell in made.spells if not spell.is_quantified]
    true = {
        "share": _mean(cohort, 1),
        "coarse": _mean(coarse, 2),
        "quantified": _mean(quantified, 2),
        "difference": _mean(coarse, 2) - _mean(quantified, 2),
        "ratio": made.setting.ratio,
        "within": _mean(coarse, 1) - _mean(quantified, 1),
        "worst": 1.0,
    }
    row: dict[str, Any] = {"called_units": found["called_units"]}
    for name, value in true.items():
        limits = found[name] or (None, None, None)
        columns = (name, f"{name}_low", f"{name}_high")
        row |= dict(zip(columns, limits, strict=True)) | {f"{name}_true": value}
    return row


def _microscope(connection: Any, year: int, small_count: int) -> tuple[Any, Any, Any]:
    """The three frames, by the names of this program or of the one before."""
    try:
        from analysis.lenses.microscope import hazard_ratios, two_year_return, worst_units

        asked = two_year_return.frame, hazard_ratios.frame, worst_units.frame
    except ImportError:
        from analysis.lenses.microscope import frames

        asked = frames.two_year_return, frames.hazard_ratios, frames.worst_units
    two_years, ratios, worst = asked
    return (
        two_years(connection, year=year, small_count=small_count),
        ratios(connection, year=year),
        worst(connection, year=year),
    )


def _within(connection: Any, year: int) -> Any:
    """What is said of problems whose coarse measure failed; nothing by earlier programs."""
    try:
        from analysis.lenses.microscope import within_problems
    except ImportError:
        return {}
    return within_problems.frame(connection, year=year).attrs


def _of_band(bands: Any, band: str) -> tuple[float, ...] | None:
    """The share back within two years of one band with its limits, where it is printed."""
    if band not in bands.index or bands.loc[band, "status"] != "ok":
        return None
    return _interval(bands.loc[band], ("returned_share", "low", "high"))


def _interval(row: Any, names: Sequence[str]) -> tuple[float, ...] | None:
    values = [row.get(name) for name in names]
    return None if any(pd.isna(value) for value in values) else tuple(map(float, values))


def _count(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


def _mean(spells: Sequence[Spell], years: int) -> float:
    """The mean chance that a problem has come back after so many years; none are never back."""
    chances = [1 - (1 - spell.hazard) ** years for spell in spells]
    return float(np.mean(chances)) if chances else 0.0
