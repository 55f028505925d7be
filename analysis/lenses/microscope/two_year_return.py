"""Share back within two looked-for years by band, and the difference of the outer bands."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go

from analysis import messages, outcomes
from analysis.indicators import two_years
from analysis.lenses import bars, looking, queries, shares, titles
from analysis.lenses.microscope import bands, comparisons
from analysis.statistics import clustered

_COLUMNS = ("band", "returned_count", "followed_count", "unit_count")
_VALUES = ("returned_share", "low", "high")


def frame(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """The share of problems back within two looked-for years by band, from its life table.

    Returns:
        One row per band: `returned_count` (came back by then) of `followed_count`, `unit_count`,
        `returned_share` with `low` and `high`, `status`: what the curves say of the second year. In
        `attrs` the share of the low band less that of the high one, `difference` with
        `difference_low` and `difference_high`, or `reason` (`few_band_units` where one of them
        stands in fewer than three units). `other_value` and `worst_value` are the same under the
        other treatments of years in which nobody looked, of each band and, in `attrs`, of the
        difference.
    """
    outcomes.treat(connection)
    counts = queries.read(connection, __file__, year=year, unit=unit)
    main = counts.loc[counts["treatment"] == "main"]
    known = _bands(main, small_count)
    others = {
        f"{name}_value": _bands(counts.loc[counts["treatment"] == name], small_count)
        for name in looking.OTHERS
    }
    told = _difference(known, unit)
    if told["has_difference"]:
        told |= {name: _gap(found) for name, found in others.items()}
    rows = [
        _row(name, band) | {other: _share(found.get(name)) for other, found in others.items()}
        for name, band in known.items()
    ]
    return queries.titled(
        pd.DataFrame(rows, columns=[*_COLUMNS, *_VALUES, *others, "status"]),
        register_year=year,
        first_year=int(main["first_year"].min()) if len(main) else year,
        last_year=int(main["last_year"].max()) if len(main) else year,
        is_inspected=bool(counts["is_inspected"].any()),
        **told,
    )


def figure(frame: pd.DataFrame, language: str) -> go.Figure:
    """Share back within two years by band, with interval and counts."""
    if not (frame["status"] == "ok").any():
        return titles.unsaid(frame, "microscope.two_year_return", language)
    labels = [bands.label(band, language, width=14) for band in frame["band"]]
    texts = [_text(row, language) for row in frame.to_dict("records")]
    figure = bars.shares(frame, value="returned_share", labels=labels, texts=texts)
    figure.data[0].update(marker={"color": [bands.COLOURS[str(band)] for band in frame["band"]]})
    figure.update_xaxes(title=messages.say(language, "microscope.returned_share"))
    values = comparisons.values(frame, language)
    ending = "" if frame.attrs["has_difference"] else "_plain"
    return titles.said(figure, "microscope.two_year_return", language, values, ending)


def beside(frame: pd.DataFrame, language: str) -> list[str]:
    """What other treatments of unlooked years give, and why there is no difference, if none."""
    shown = frame.loc[frame["status"] == "ok"].assign(is_inspected=frame.attrs["is_inspected"])
    named = [
        (messages.say(language, f"microscope.band_{row['band']}_short"), row)
        for row in shown.to_dict("records")
    ]
    told = looking.of_several(named, language)
    if frame.attrs["has_difference"]:
        gap = looking.of_difference(frame.attrs, language)
        return [*told, *(messages.say(language, "looking.of_gap", said_text=each) for each in gap)]
    reason = str(frame.attrs["reason"])
    why = [messages.say(language, f"microscope.unsaid_{reason}")] if len(frame) else []
    return [*told, *why]


def _text(row: dict[Any, Any], language: str) -> str:
    """The share and the number followed, or in words why there is no share."""
    if row["status"] != "ok":
        return shares.counted(row, "returned", "followed", language)
    share = messages.percent(language, row["returned_share"])
    return messages.say(
        language, "microscope.of_followed", share_text=share, followed_count=row["followed_count"]
    )


def _row(name: str, band: two_years.Band) -> dict[str, Any]:
    counts = {"band": name, **dict(zip(_COLUMNS[1:], band[1:], strict=True))}
    if band.estimate is None:
        return counts | dict.fromkeys(_VALUES, float("nan")) | {"status": "suppressed"}
    values = (band.estimate.share, *band.estimate.interval)
    return counts | dict(zip(_VALUES, values, strict=True)) | {"status": "ok"}


def _difference(known: dict[str, two_years.Band], unit: str) -> dict[str, Any]:
    """The difference of the outer bands with its interval, or why there is none."""
    low, high = known.get("low"), known.get("high")
    if low is None or high is None:
        return {"has_difference": False, "reason": "no_two_bands" if known else "no_followed"}
    if not two_years.is_apart(low, high, is_one_unit=bool(unit)):
        return {"has_difference": False, "reason": "few_band_units"}
    if low.estimate is None or high.estimate is None:
        return {"has_difference": False, "reason": "suppressed"}
    limits = clustered.difference(low.estimate, high.estimate)
    return {
        "has_difference": True,
        "reason": "suppressed",
        "difference": low.estimate.share - high.estimate.share,
        "difference_low": limits.low,
        "difference_high": limits.high,
        "coarse_share": low.estimate.share,
        "quantified_share": high.estimate.share,
        "low_returned_count": low.returned_count,
        "low_followed_count": low.followed_count,
        "high_returned_count": high.returned_count,
        "high_followed_count": high.followed_count,
    }


def _bands(counts: pd.DataFrame, small_count: int) -> dict[str, two_years.Band]:
    return {
        str(name): two_years.band(counts.loc[counts["band"] == name], small_count)
        for name in counts["band"].unique()
    }


def _share(band: two_years.Band | None) -> float:
    return float("nan") if band is None or band.estimate is None else float(band.estimate.share)


def _gap(known: dict[str, two_years.Band]) -> float:
    return _share(known.get("low")) - _share(known.get("high"))
