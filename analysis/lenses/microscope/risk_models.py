"""The hazard of return by band: crude, and with repetition, calendar year and severity in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.indicators import two_years
from analysis.statistics import hazard, jackknife

Floats = NDArray[np.float64]
TERMS = ("middle", "high", "is_repeat", "later_year")  # those that are shown, in this order
COLUMNS = ("model", "term", "hazard_ratio", "low", "high", "status")
FEW_EVENTS = 5  # events to each coefficient, and in each outer band, below which none is shown
_SMALL_PART = 0.05  # of all periods: a severity so rare may stand with the most frequent one


def refusal(counts: pd.DataFrame, unit: str) -> str | None:
    """Why bands cannot be compared at all, a key of the catalogue; None where they can.

    `few_band_units`: coarse or quantified measures stand in fewer than three units, so that they
    cannot be told from what else is particular there; `few_band_events`: too few returns in one.
    """
    outer = {name: counts.loc[counts["band"] == name] for name in ("low", "high")}
    if any(rows.empty for rows in outer.values()):
        return "no_terms"
    if not counts["event_count"].sum():
        return "no_events"
    fewest = min(rows["unit"].nunique() for rows in outer.values())
    if not unit and fewest < two_years.BAND_UNITS:
        return "few_band_units"
    if min(rows["event_count"].sum() for rows in outer.values()) < FEW_EVENTS:
        return "few_band_events"
    return None


def refused(reason: str | None) -> pd.DataFrame:
    """The same rows without a ratio, each with why; none where nothing was followed."""
    nothing = (np.nan,) * 3
    rows = [(model, "high", *nothing, reason) for model in ("crude", "adjusted") if reason]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def crude(counts: pd.DataFrame) -> pd.DataFrame:
    """Hazard ratios of the fuller bands with looked-for year alone."""
    return _ratios("crude", counts, _terms(counts, ("middle", "high")))


def adjusted(counts: pd.DataFrame) -> pd.DataFrame:
    """The same with repetition, calendar year (a trend) and severity, where registers have one.

    `status` is `severity_separates` where some severity always or never came back.
    """
    terms = _terms(counts, ("middle", "high", "is_repeat", "later_year"))
    severities = _severities(counts)
    found = _ratios("adjusted", counts, terms | severities)
    if severities and (found["status"] == "separated").all():
        alone = _ratios("adjusted", counts, terms)
        if (alone["status"] != "separated").any():
            return found.assign(status="severity_separates")
    return found


def adjusted_ratio(counts: pd.DataFrame) -> float:
    """The adjusted hazard ratio of quantified measures alone, without limits; NaN where none."""
    terms = _terms(counts, ("middle", "high", "is_repeat", "later_year")) | _severities(counts)
    names, design = _design(counts, terms)
    if "high" not in names or not counts["event_count"].sum():
        return float("nan")
    fit = hazard.fit(design, counts["event_count"], counts["trial_count"], link="cloglog")
    place = design.shape[1] - len(names) + names.index("high")
    return float(np.exp(fit.coefficients[place])) if fit.status == "ok" else float("nan")


def severity_count(counts: pd.DataFrame) -> int:
    """How many severities the model tells apart; 0 where the registers have none."""
    return len(_severities(counts)) + 1 if _severities(counts) else 0


def _ratios(model: str, counts: pd.DataFrame, terms: dict[str, Floats]) -> pd.DataFrame:
    names, design = _design(counts, terms)
    shown = [name for name in TERMS if name in names]
    if not shown:
        return pd.DataFrame(columns=list(COLUMNS))
    first = design.shape[1] - len(names)
    status, values = _fitted(design, counts, [first + names.index(name) for name in shown])
    rows = [(model, name, *value, status) for name, value in zip(shown, values, strict=True)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _design(counts: pd.DataFrame, terms: dict[str, Floats]) -> tuple[list[str], Floats]:
    """The names of the terms that say something, and the columns of periods and of those terms."""
    base = _periods(counts)
    names, columns = _settled(base, terms)
    return names, np.column_stack([*base, *columns])


def _fitted(
    design: Floats, counts: pd.DataFrame, places: Sequence[int]
) -> tuple[str, list[tuple[float, float, float]]]:
    """The status of the fit, and hazard ratio with limits of the coefficients asked for."""
    events, trials = counts["event_count"].to_numpy(), counts["trial_count"].to_numpy()
    units = counts["unit"].tolist()
    fit = hazard.fit(design, events, trials, link="cloglog")
    nothing = [(np.nan,) * 3] * len(places)
    if fit.status != "ok":
        return fit.status, nothing
    if fit.events_per_parameter < FEW_EVENTS:
        return "few_events", nothing
    if len(set(units)) < 2:
        limits = np.exp(np.column_stack([fit.coefficients, fit.low, fit.high]))
        return "ok", [tuple(limits[place]) for place in places]
    found = jackknife.replicates(design, events, trials, units, fit.coefficients)
    if found.is_resting_on_one:
        return "few_band_units", nothing
    freedom = _freedom(counts)
    told = [jackknife.interval(found, _of(place), freedom) for place in places]
    return "ok", [
        (float(np.exp(centre)), float(np.exp(low)), float(np.exp(high)))
        for centre, (low, high) in told
    ]


def _freedom(counts: pd.DataFrame) -> float:
    """Degrees of freedom: units less one, and no more than twice the units of the rarer band.

    In simulations with quantified measures in 3 of 12 units, k - 1 covers 93 of 100.
    """
    bands = counts.groupby("band")["unit"].nunique()
    fewest = min(int(bands.get(name, 0)) for name in ("low", "high"))
    return float(min(counts["unit"].nunique() - 1, 2 * fewest))


def _of(place: int) -> Any:
    return lambda coefficients: float(coefficients[place])


def _periods(counts: pd.DataFrame) -> list[Floats]:
    """Looked-for years one by one; years after the last return stand together with it."""
    events = counts.groupby("looked_year")["event_count"].sum()
    last = int(events[events > 0].index.max()) if (events > 0).any() else 1
    years = counts["looked_year"].clip(upper=last)
    return [(years == year).to_numpy(float) for year in sorted(years.unique())]


def _terms(counts: pd.DataFrame, names: Sequence[str]) -> dict[str, Floats]:
    told = {
        "middle": counts["band"] == "middle",
        "high": counts["band"] == "high",
        "is_repeat": counts["is_repeat"].astype(bool),
        "later_year": counts["period_year"] - counts["period_year"].mean(),
    }
    return {name: told[name].to_numpy(float) for name in names if told[name].nunique() > 1}


def _severities(counts: pd.DataFrame) -> dict[str, Floats]:
    """A column for each severity but the most frequent; very rare ones stand with it."""
    named = counts["severity"].fillna("")
    sizes = counts.groupby(named)["trial_count"].sum().sort_values(ascending=False, kind="stable")
    if len(sizes) < 2:
        return {}
    kept = [name for name in sizes.index[1:] if sizes[name] >= _SMALL_PART * sizes.sum()]
    return {f"severity {name}": (named == name).to_numpy(float) for name in kept}


def _settled(base: list[Floats], terms: dict[str, Floats]) -> tuple[list[str], list[Floats]]:
    """The terms that say more than those before them (no column that others add up to)."""
    names: list[str] = []
    columns: list[Floats] = []
    for name, column in terms.items():
        tried = np.column_stack([*base, *columns, column])
        if np.linalg.matrix_rank(tried) == tried.shape[1]:
            names.append(name)
            columns.append(column)
    return names, columns
